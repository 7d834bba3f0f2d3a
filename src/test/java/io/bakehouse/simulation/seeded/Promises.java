package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RollbackRequested;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds whenever the bakery says that something has ended. */
final class Promises {
    private final World world;
    /** Before which step each image was revoked. */
    private final Map<String, Integer> revoked = new HashMap<>();
    /** Those of them that had been promoted. */
    private final Set<String> before = new HashSet<>();
    /** The families that an image was revoked of. */
    private final Set<String> poorer = new HashSet<>();
    /** The number of each step, by how many are being taken. */
    private final Map<Integer, Integer> begun = new HashMap<>();

    /** What was said before may be said again, though it holds no more. */
    private final Set<String> said = new HashSet<>();

    Promises(World world) {
        this.world = world;
    }

    /** A step begins. */
    void begin(EventData data) {
        begun.put(world.depth(), world.taken());
        if (data instanceof BatchStarted batch) {
            world.wanted.put(batch.batch(), batch.count());
        }
    }

    /** Something is about to be changed, maybe to no avail. */
    void changing(Object[] arguments) {
        if (revokes(arguments)) {
            String image = (String) arguments[0];
            world.quietly(() -> world.seen.image(image))
                    .filter(found -> !found.isRecord())
                    .ifPresent(found -> {
                        found.mark(Marks.FAMILY).ifPresent(poorer::add);
                        found.mark(Marks.PROMOTED_AT).ifPresent(at -> before.add(image));
                    });
        }
    }

    /** It was changed. */
    void changed(Object[] arguments) {
        if (revokes(arguments)) {
            revoked.putIfAbsent((String) arguments[0], world.taken());
        }
    }

    private static boolean revokes(Object[] arguments) {
        return !WrongMarks.of(arguments).getOrDefault(Marks.REVOKED_AT, "").isEmpty();
    }

    /** Whether the family may be without a current image, because one was revoked. */
    boolean mayLack(String family) {
        return poorer.contains(family);
    }

    /** The step publishes these. */
    void told(EventData data, List<Event> next) {
        for (Event event : next) {
            if (event.type() == EventType.IMAGE_SUPERSEDED) {
                world.announced.superseded(event);
            } else if (event.type() == EventType.BATCH_READY && said.add(event.id())) {
                world.bounds.ready((Ending) event.data());
            } else if (event.type() == EventType.IMAGE_PROMOTED && said.add(event.id())) {
                promoted((Ending) event.data());
            } else if (event.type() == EventType.IMAGE_ROLLED_BACK
                    && said.add(event.id())
                    && data instanceof RollbackRequested request) {
                rolledBack((Ending) event.data(), request);
            }
        }
    }

    /** Whoever looks once an image is revoked does not promote it; who looked before may say so, and a list may lag. */
    private void promoted(Ending ending) {
        int since = revoked.getOrDefault(ending.image(), Integer.MAX_VALUE);
        // That it had been promoted before it was revoked may be said once more, should nobody have heard of it.
        if (since < begun.get(world.depth()) && !world.isOutdated() && !before.contains(ending.image())) {
            throw new Violation("a revoked image was promoted: " + ending);
        }
    }

    /** The name is kept by rank: without the time of the request, whatever was being baked then would take it back. */
    private void rolledBack(Ending ending, RollbackRequested request) {
        Optional<Image> image = world.quietly(() -> world.seen.image(ending.image()));
        if (image.filter(found -> found.rank().isBefore(request.requestedAt())).isPresent()) {
            throw new Violation("a rollback left the image its rank: " + image.get());
        }
    }
}
