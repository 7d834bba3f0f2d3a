package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.openstack.CloudException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many images and servers the bakery asked for, per bake or batch, and how many of them are no wonder: of those the
 * outcome is unknown, or others asked for the same after the step had looked, or lists did not show them yet.
 */
final class Creations {
    private static final String SERVERS = "createServers";
    private static final String IMAGE = "createImage";

    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Integer> excused = new HashMap<>();
    /** What others have asked for since the last look of a step, by how many steps are being taken. */
    private final Map<Integer, Set<String>> meanwhile = new HashMap<>();

    /** A step begins, and has seen nothing yet. */
    void begin(int depth) {
        meanwhile.remove(depth);
    }

    /** It is shown a list: whatever others made before is in it, or the list lags, which is excused by itself. */
    void looked(int depth, String call) {
        if (call.startsWith("servers") || call.startsWith("images")) {
            String creation = call.startsWith("servers") ? SERVERS : IMAGE;
            others(depth).removeIf(key -> key.startsWith(creation));
        }
    }

    void asked(int depth, String call, Object[] arguments) {
        if (!isCreation(call)) {
            return;
        }
        String key = key(call, arguments);
        asked.merge(key, count(arguments), Integer::sum);
        if (others(depth).contains(key)) {
            excuse(call, arguments);
        }
        for (int outer = 1; outer < depth; outer++) {
            others(outer).add(key);
        }
    }

    private Set<String> others(int depth) {
        return meanwhile.computeIfAbsent(depth, none -> new HashSet<>());
    }

    void failed(String call, Object[] arguments, CloudException failure) {
        if (isCreation(call)) {
            boolean perhaps = failure.kind() == CloudException.Kind.UNKNOWN_OUTCOME;
            int count = count(arguments);
            (perhaps ? excused : asked).merge(key(call, arguments), perhaps ? count : -count, Integer::sum);
        }
    }

    /** As many more are no wonder: somebody else took them away, or lists do not show them yet. */
    void excuse(String call, Object[] arguments) {
        if (isCreation(call)) {
            excused.merge(key(call, arguments), count(arguments), Integer::sum);
        }
    }

    /** A server that somebody deletes by hand may be asked for again. */
    void excuse(Map<String, String> marks) {
        excused.merge(key(SERVERS, marks), 1, Integer::sum);
    }

    /** Whatever of a bake somebody deletes by hand, a late delivery may begin anew from there. */
    void excuseBake(String bake) {
        for (String what :
                List.of(IMAGE + " " + Marks.ROLE_IMAGE, servers(Marks.ROLE_BUILDER), servers(Marks.ROLE_CANARY))) {
            excused.merge(what + " " + bake, 1, Integer::sum);
        }
    }

    /** A bake asks for one image, one builder and one canary. */
    void check() {
        asked.forEach((key, times) -> {
            boolean one = !key.startsWith(servers(Marks.ROLE_BATCH));
            if (one && times > 1 + excused(key)) {
                throw new Violation(key + " was asked for " + times + " times");
            }
        });
    }

    /** How many servers of that batch may be more than it wants. */
    int excusedOfBatch(String batch) {
        return excused(servers(Marks.ROLE_BATCH) + " " + batch);
    }

    private int excused(String key) {
        return excused.getOrDefault(key, 0);
    }

    private static boolean isCreation(String call) {
        return call.equals(IMAGE) || call.equals(SERVERS);
    }

    private static int count(Object[] arguments) {
        return arguments[1] instanceof Integer servers ? servers : 1;
    }

    private static String servers(String role) {
        return SERVERS + " " + role;
    }

    private static String key(String call, Object[] arguments) {
        return key(call, WrongMarks.of(arguments));
    }

    private static String key(String call, Map<String, String> marks) {
        String of = marks.getOrDefault(Marks.BATCH, marks.getOrDefault(Marks.BAKE, "?"));
        return call + " " + marks.getOrDefault(Marks.ROLE, "?") + " " + of;
    }
}
