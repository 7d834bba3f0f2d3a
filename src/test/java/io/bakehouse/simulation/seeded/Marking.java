package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds for every call that makes or deletes something. */
final class Marking {
    private final World world;
    /** What was asked for without an answer, and not looked for since; and how many steps were being taken then. */
    private final Map<String, Integer> unanswered = new HashMap<>();
    /** What the last look at servers has shown, by how many steps are being taken. */
    private final Map<Integer, Set<String>> seenServers = new HashMap<>();

    private final Map<Integer, Set<String>> seenImages = new HashMap<>();

    Marking(World world) {
        this.world = world;
    }

    /** The call is about to be made. */
    void asked(String step, String call, Object[] arguments) {
        switch (call) {
            case "createImage", "createServers", "createRecord" -> create(call, arguments);
            case "updateImage" -> changeImage(step, (String) arguments[0], (ImageChange) arguments[1]);
            case "deleteServer" -> deleteServer(step, (String) arguments[0]);
            case "deleteImage" -> deleteImage(step, (String) arguments[0]);
            case "server", "servers", "serversInFlight", "image", "images", "imagesInFlight" -> unanswered.clear();
            default -> {}
        }
    }

    /** It was answered: whoever deletes by what no look right before has shown may delete what is somebody's by now. */
    void answered(String call, Object answer) {
        Collection<?> all = answer instanceof Optional<?> one
                ? one.stream().toList()
                : answer instanceof List<?> list ? list : List.of();
        if (call.startsWith("server")) {
            seenServers.put(
                    world.depth(),
                    all.stream().map(server -> ((Server) server).id()).collect(Collectors.toSet()));
        } else if (call.startsWith("image")) {
            seenImages.put(
                    world.depth(),
                    all.stream().map(image -> ((Image) image).id()).collect(Collectors.toSet()));
        }
    }

    /** It failed. */
    void failed(String call, Object[] arguments, CloudException failure) {
        if (failure.kind() == CloudException.Kind.UNKNOWN_OUTCOME && call.startsWith("create")) {
            unanswered.put(key(call, WrongMarks.of(arguments)), world.depth());
        }
    }

    private void create(String call, Object[] arguments) {
        Map<String, String> marks = WrongMarks.of(arguments);
        // A record that is not open is waited for by nobody.
        boolean waits = !call.equals("createRecord") || Marks.STATE_OPEN.equals(marks.get(Marks.STATE));
        Set<String> needed =
                waits ? Set.of(Marks.ROLE, Marks.FAMILY, Marks.DEADLINE) : Set.of(Marks.ROLE, Marks.FAMILY);
        for (String mark : needed) {
            if (marks.getOrDefault(mark, "").isEmpty()) {
                throw new Violation(call + " lacks the mark " + mark + ": " + marks);
            }
        }
        // Glance itself refuses a second record; and whoever was overlapped by who got no answer had looked before.
        boolean waited = unanswered.getOrDefault(key(call, marks), Integer.MAX_VALUE) <= world.depth();
        if (!call.equals("createRecord") && waited) {
            throw new Violation(call + " was asked for again without a look: " + marks);
        }
    }

    private static String key(String call, Map<String, String> marks) {
        return call + marks.get(Marks.ROLE) + marks.getOrDefault(Marks.BATCH, marks.get(Marks.BAKE));
    }

    /** Glance has no compare-and-swap: who writes a state writes over whatever has become of the image since the look. */
    private void changeImage(String step, String id, ImageChange change) {
        String state = change.properties().getOrDefault(Marks.STATE, "");
        if (state.equals(Marks.STATE_VERIFIED) || state.equals(Marks.STATE_CANDIDATE)) {
            throw new Violation(step + " writes the state " + state + ", which is none that an image comes to: " + id);
        }
    }

    private void deleteServer(String step, String id) {
        Optional<Server> found = world.quietly(() -> world.seen.server(id));
        if (found.filter(server -> !server.isOurs()).isPresent()) {
            throw new Violation(step + " deletes a server without our marks: " + found.get());
        }
        if (step.equals("sweep")
                && !seenServers.getOrDefault(world.depth(), Set.of()).contains(id)) {
            throw new Violation("the sweep deletes a server at its first sighting: " + id);
        }
    }

    private void deleteImage(String step, String id) {
        Optional<Image> found = world.quietly(() -> world.seen.image(id));
        if (found.filter(image -> !image.isOurs()).isPresent()) {
            throw new Violation(step + " deletes an image without our marks: " + found.get());
        }
        if (step.equals("sweep")
                && !seenImages.getOrDefault(world.depth(), Set.of()).contains(id)) {
            throw new Violation("the sweep deletes an image at its first sighting: " + id);
        }
    }
}
