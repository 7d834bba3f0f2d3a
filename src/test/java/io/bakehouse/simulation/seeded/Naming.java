package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.openstack.ImageChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who gave a family's name to which image, and what they had seen before. Glance changes one image without a look at any
 * other, so two who do it at once can both give the name away; whoever sees that afterwards takes it back. Nobody may give it
 * away who has seen that another image has it.
 */
final class Naming {
    /** By then the event of whoever died in between was delivered again, or a sweep has seen to it. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Set<String> LISTS = Set.of("images", "lookAtFamily");

    /** What another step of the same process has just looked at may be taken for one's own look. */
    private static final Duration JUST_SEEN = Duration.ofSeconds(1);

    /**
     * A name that was given.
     *
     * @param seen the moment of which the last list was that was looked at before
     */
    private record Given(Instant at, Instant seen) {}

    /**
     * A look at lists.
     *
     * @param of the moment that it showed, which is an earlier one when lists lag
     */
    private record Look(Instant at, Instant of) {}

    private final World world;
    private final Map<String, Given> given = new HashMap<>();
    /** By how many steps are being taken. */
    private final Map<Integer, Instant> looks = new HashMap<>();
    /** The processes that take the steps, in the same way. */
    private final Map<Integer, Integer> processes = new HashMap<>();
    /** What each process has looked at last. */
    private final Map<Integer, Look> latest = new HashMap<>();

    Naming(World world) {
        this.world = world;
    }

    /** A step begins, which knows no more than what its process has seen right before. */
    void begins(int process) {
        Instant now = world.clock.instant();
        Look last = latest.get(process);
        boolean justSeen = last != null && !now.isAfter(last.at().plus(JUST_SEEN));
        processes.put(world.depth(), process);
        looks.put(world.depth(), justSeen ? last.of() : now);
    }

    /** The step that runs is about to make that call. */
    void asked(String call, Object[] arguments) {
        boolean names = call.equals("updateImage")
                && ((ImageChange) arguments[1])
                        .name()
                        .filter(Families.ALL::contains)
                        .isPresent();
        if (names) {
            Instant now = world.clock.instant();
            given.put((String) arguments[0], new Given(now, looks.getOrDefault(world.depth(), now)));
        }
    }

    /** It was answered with what was true so long ago. */
    void answered(String call, Duration age) {
        if (LISTS.contains(call)) {
            Instant now = world.clock.instant();
            Look look = new Look(now, now.minus(age));
            looks.put(world.depth(), look.of());
            Integer process = processes.get(world.depth());
            if (process != null) {
                latest.put(process, look);
            }
        }
    }

    /** Whether those who named these images cannot have known of one another, and it was not long ago. */
    boolean isRace(List<Image> named) {
        List<Given> inOrder = named.stream()
                .filter(image -> given.containsKey(image.id()))
                .map(image -> given.get(image.id()))
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .toList();
        if (inOrder.size() < named.size()) {
            return false;
        }
        Instant first = inOrder.get(0).at();
        Instant last = inOrder.get(inOrder.size() - 1).at();
        return inOrder.stream().skip(1).allMatch(later -> later.seen().isBefore(first))
                && world.clock.instant().isBefore(last.plus(LONGEST));
    }
}
