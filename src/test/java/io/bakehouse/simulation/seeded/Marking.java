package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.CloudException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds for every call that makes or deletes something. */
final class Marking {
    private final World world;
    /** What was asked for without an answer, and not looked for since. */
    private final Set<String> unanswered = new HashSet<>();
    /** The bakes and the like that the sweep has ended in its present step. */
    private final Set<String> ended = new HashSet<>();

    Marking(World world) {
        this.world = world;
    }

    /** A function is about to take a step. */
    void begin(String step) {
        if (step.equals("sweep")) {
            ended.clear();
        }
    }

    /** The call is about to be made. */
    void asked(String step, String call, Object[] arguments) {
        switch (call) {
            case "createImage", "createServers", "createRecord" -> create(call, arguments);
            case "deleteServer" -> deleteServer(step, (String) arguments[0]);
            case "deleteImage" -> deleteImage(step, (String) arguments[0]);
            case "updateImage" -> ended.add((String) arguments[0]);
            case "server", "servers", "serversInFlight", "image", "images", "imagesInFlight" -> unanswered.clear();
            default -> {}
        }
    }

    /** It failed. */
    void failed(String call, Object[] arguments, CloudException failure) {
        if (failure.kind() == CloudException.Kind.UNKNOWN_OUTCOME && call.startsWith("create")) {
            unanswered.add(key(call, WrongCalls.marks(arguments)));
        }
    }

    private void create(String call, Object[] arguments) {
        Map<String, String> marks = WrongCalls.marks(arguments);
        Set<String> needed = marks.containsKey(Marks.SCHEDULE)
                ? Set.of(Marks.ROLE, Marks.FAMILY)
                : Set.of(Marks.ROLE, Marks.FAMILY, Marks.DEADLINE);
        for (String mark : needed) {
            if (marks.getOrDefault(mark, "").isEmpty()) {
                throw new Violation(call + " lacks the mark " + mark + ": " + marks);
            }
        }
        // Glance itself refuses a second record.
        if (!call.equals("createRecord") && unanswered.contains(key(call, marks))) {
            throw new Violation(call + " was asked for again without a look: " + marks);
        }
    }

    private static String key(String call, Map<String, String> marks) {
        return call + marks.get(Marks.ROLE) + marks.getOrDefault(Marks.BATCH, marks.get(Marks.BAKE));
    }

    private void deleteServer(String step, String id) {
        Optional<Server> found = world.quietly(() -> world.cloud.cloud().server(id));
        found.ifPresent(server -> {
            if (!server.isOurs()) {
                throw new Violation(step + " deletes a server without our marks: " + server);
            }
            if (step.equals("sweep")
                    && server.mark(Marks.UNEXPLAINED_SINCE).isEmpty()
                    && isUnexplained(server.mark(Marks.BAKE))) {
                throw new Violation("the sweep deletes a server that it sees for the first time: " + server);
            }
        });
    }

    private void deleteImage(String step, String id) {
        Optional<Image> found = world.quietly(() -> world.cloud.cloud().image(id));
        found.ifPresent(image -> {
            if (!image.isOurs()) {
                throw new Violation(step + " deletes an image without our marks: " + image);
            }
            if (step.equals("sweep")
                    && !image.isRecord()
                    && image.mark(Marks.UNEXPLAINED_SINCE).isEmpty()
                    && isUnexplained(image.mark(Marks.BAKE))) {
                throw new Violation("the sweep deletes an image that it sees for the first time: " + image);
            }
        });
    }

    /** Whether the sweep has not ended the bake itself. */
    private boolean isUnexplained(Optional<String> bake) {
        return bake.map(name -> Ids.record("bake", name))
                .filter(record -> ended.contains(record)
                        || world.quietly(() -> world.cloud.cloud().image(record))
                                .filter(image -> image.mark(Marks.CHECKED_BY).isPresent())
                                .isPresent())
                .isEmpty();
    }
}
