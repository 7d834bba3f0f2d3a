package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What people say about the candidates that wait for them, and what happens to these before anything comes of it. */
final class Verdicts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final Requests requests;
    private final Set<String> decided = new HashSet<>();

    Verdicts(World world, Requests requests) {
        this.world = world;
        this.requests = requests;
    }

    /** Whatever waits for a person is decided on. */
    void onAll(SplittableRandom random) {
        for (Ending asked : asked()) {
            if (decided.add(asked.bake())) {
                decide(asked, random.nextInt(3) == 0, random);
            }
        }
    }

    /** Whether anybody is asked about a candidate that is there. */
    boolean isAnyWaiting() {
        return asked().stream().anyMatch(this::isWaiting);
    }

    /** The last one that waits, or one that waits no more, about which somebody has not heard that yet. */
    void onOne(SplittableRandom random) {
        List<Ending> all = asked();
        Optional<Ending> waiting = last(all.stream().filter(this::isWaiting).toList());
        Optional<Ending> asked = waiting.or(() -> random.nextInt(3) == 0 ? last(all) : Optional.empty());
        if (asked.isEmpty()) {
            requests.command("bake", "family", Families.DB);
            return;
        }
        decide(asked.get(), random.nextInt(3) == 0, random);
    }

    private boolean isWaiting(Ending asked) {
        return world.cloud
                .cloud()
                .image(asked.image())
                .filter(image -> image.has(Marks.STATE, Marks.STATE_CANDIDATE))
                .isPresent();
    }

    private static Optional<Ending> last(List<Ending> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    }

    /** Before anything comes of a verdict, somebody else may want something else. */
    private void decide(Ending asked, boolean rejects, SplittableRandom random) {
        ObjectNode bake = JSON.createObjectNode().put("bake", asked.bake());
        Optional<Image> image = world.seen.image(asked.image());
        int meanwhile = random.nextInt(6);
        if (meanwhile == 0) {
            requests.command(rejects ? "approve" : "reject", bake);
        } else if (meanwhile == 1) {
            image.ifPresent(it -> requests.revoke(it, random));
        }
        requests.command(rejects ? "reject" : "approve", bake);
        // What nobody wants needs no hand, as a rule: an old copy of what asked about it may still find it.
        if (meanwhile > (rejects ? 4 : 1)) {
            image.ifPresent(world.hands::delete);
        }
    }

    private List<Ending> asked() {
        return world.engine.published(EventType.APPROVAL_REQUESTED).stream()
                .map(Event::data)
                .map(Ending.class::cast)
                .toList();
    }
}
