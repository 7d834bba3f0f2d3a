package io.bakehouse.commands;

import io.bakehouse.view.BakeState;
import io.bakehouse.view.BakeView;
import io.bakehouse.view.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The time of a bake, divided by what it was spent on. */
final class Phases {
    private record Phase(String name, Duration time) {}

    private Phases() {}

    /** A line for each phase that has begun, and one for the whole. */
    static List<String> of(BakeView bake, Instant now) {
        Timeline times = bake.timeline();
        Instant end = Stream.of(times.promoted(), times.ended())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(now);
        boolean approval = bake.state() == BakeState.APPROVAL;
        List<Phase> phases = new ArrayList<>();
        add(
                phases,
                "builder and its config run, or the wait for Nova",
                times.requested(),
                times.snapshotStarted(),
                end);
        add(phases, "snapshot", times.snapshotStarted(), times.ready(), end);
        if (times.verified() == null) {
            add(phases, "verification and promotion", times.ready(), null, end);
        } else {
            add(phases, "verification", times.ready(), times.verified(), end);
            add(phases, "waiting for approval, and promotion", times.verified(), null, end);
        }
        Duration whole = phases.stream().map(Phase::time).reduce(Duration.ZERO, Duration::plus);
        List<String> lines = new ArrayList<>();
        phases.forEach(
                phase -> lines.add(phase.name() + ": " + words(phase.time()) + ", " + share(phase.time(), whole)));
        lines.add((bake.state().isOver() ? "in all: " : "so far: ")
                + words(whole)
                + (approval ? "; it waits for somebody to approve it" : ""));
        return lines;
    }

    private static void add(List<Phase> phases, String name, Instant from, Instant to, Instant end) {
        if (from != null) {
            Duration time = Duration.between(from, to == null ? end : to);
            phases.add(new Phase(name, time.isNegative() ? Duration.ZERO : time));
        }
    }

    private static String share(Duration part, Duration whole) {
        return whole.isZero() ? "0 %" : Math.round(100.0 * part.toMillis() / whole.toMillis()) + " %";
    }

    /** As people say it. */
    static String words(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
}
