package io.bakehouse.practice;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All objects of one kind that the volume service has, with the states that they were in. */
public final class Shelf<T extends Kept> {
    /** Objects ever made at most, so that a run that leaks ends with words instead of without memory. */
    private static final int MOST = 100_000;

    private final String kind;
    private final Map<String, Versions<T>> all = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param kind what Cinder calls such an object
     */
    Shelf(String kind) {
        this.kind = kind;
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(all.get(id)).flatMap(Versions::now);
    }

    /** The object, or a refusal when the project has none of that id. */
    T get(PracticeProject project, String id) {
        return find(id).filter(one -> one.project().equals(project))
                .orElseThrow(() -> new Refusal(404, kind + " " + id + " could not be found."));
    }

    /** All of the project, as they were at that time, the latest first. */
    public List<T> list(PracticeProject project, Instant asOf) {
        return all.values().stream()
                .<T>mapMulti((versions, some) -> versions.at(asOf).ifPresent(some))
                .filter(one -> one.project().equals(project))
                .sorted(Comparator.comparing(T::createdAt).thenComparing(T::id).reversed())
                .toList();
    }

    public T add(T one) {
        if (all.size() >= MOST) {
            throw new Refusal(413, "The practice cloud takes " + MOST + " of these: " + kind);
        }
        Versions<T> versions = new Versions<>();
        versions.put(one.createdAt(), one);
        all.put(one.id(), versions);
        return one;
    }

    /** Changes the object, unless it is gone. */
    void change(String id, Instant now, UnaryOperator<T> change) {
        find(id).ifPresent(one -> all.get(id).put(now, change.apply(one)));
    }

    /** Takes the object away, unless it is gone. */
    void remove(String id, Instant now) {
        if (find(id).isPresent()) {
            all.get(id).end(now);
        }
    }
}
