package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.CloudException;
import java.util.HashMap;
import java.util.Map;

/** How often the bakery asked for something to be made, per bake or batch, and how often it could not know the outcome. */
final class Creations {
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Integer> unknown = new HashMap<>();

    void asked(String call, Object[] arguments) {
        if (isCreation(call)) {
            asked.merge(key(call, arguments), 1, Integer::sum);
        }
    }

    void failed(String call, Object[] arguments, CloudException failure) {
        if (isCreation(call)) {
            String key = key(call, arguments);
            boolean perhaps = failure.kind() == CloudException.Kind.UNKNOWN_OUTCOME;
            (perhaps ? unknown : asked).merge(key, perhaps ? 1 : -1, Integer::sum);
        }
    }

    /** One more is no wonder: somebody else took it away, or lists do not show it yet. */
    void excuse(String call, Object[] arguments) {
        if (isCreation(call)) {
            excuse(key(call, arguments));
        }
    }

    void excuse(String key) {
        unknown.merge(key, 1, Integer::sum);
    }

    /** The key of images of that bake. */
    static String image(String bake) {
        return "createImage " + Marks.ROLE_IMAGE + " " + bake;
    }

    Map<String, Integer> asked() {
        return asked;
    }

    int unknown(String key) {
        return unknown.getOrDefault(key, 0);
    }

    private static boolean isCreation(String call) {
        return call.equals("createImage") || call.equals("createServers");
    }

    @SuppressWarnings("unchecked")
    private static String key(String call, Object[] arguments) {
        Map<String, String> marks = call.equals("createImage")
                ? (Map<String, String>) arguments[2]
                : ((ServerSpec) arguments[0]).metadata();
        String of = marks.getOrDefault(Marks.BATCH, marks.getOrDefault(Marks.BAKE, "?"));
        return call + " " + marks.getOrDefault(Marks.ROLE, "?") + " " + of;
    }
}
