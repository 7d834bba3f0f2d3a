package io.bakehouse.practice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All states that one object was in, so that a list can also be answered as it was some seconds ago. */
final class Versions<T> {
    private record Version<T>(Instant from, T state) {}

    private final List<Version<T>> all = new ArrayList<>();
    private final List<Consumer<Instant>> atTheEnd = new ArrayList<>();

    void put(Instant from, T state) {
        all.add(new Version<>(from, state));
    }

    /** The object does not exist from then on. */
    void end(Instant from) {
        all.add(new Version<>(from, null));
        atTheEnd.forEach(act -> act.accept(from));
        atTheEnd.clear();
    }

    /** Lets {@code act} happen when the object ends. */
    void whenEnded(Consumer<Instant> act) {
        atTheEnd.add(act);
    }

    /** The latest state, empty when the object is gone. */
    Optional<T> now() {
        return Optional.ofNullable(all.get(all.size() - 1).state());
    }

    /** Whether the object ever was in such a state. */
    boolean any(Predicate<T> such) {
        return all.stream().anyMatch(version -> version.state() != null && such.test(version.state()));
    }

    /** The state at that time, empty when the object did not exist then. */
    Optional<T> at(Instant time) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (!all.get(i).from().isAfter(time)) {
                return Optional.ofNullable(all.get(i).state());
            }
        }
        return Optional.empty();
    }
}
