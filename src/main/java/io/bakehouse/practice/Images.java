package io.bakehouse.practice;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All images of the practice cloud. An id is given once: it stays taken after the image is deleted. */
public final class Images {
    /** Images ever made at most, so that a run that leaks ends with words instead of without memory. */
    private static final int MOST = 100_000;

    private static final Comparator<ImageDoc> LATEST_FIRST = Comparator.comparing(ImageDoc::createdAt)
            .thenComparing(ImageDoc::id)
            .reversed();

    private final Map<String, Versions<ImageDoc>> all = new LinkedHashMap<>();

    Optional<ImageDoc> find(String id) {
        return Optional.ofNullable(all.get(id)).flatMap(Versions::now);
    }

    /** The image, or a refusal when the project cannot see one of that id. */
    public ImageDoc get(PracticeProject project, String id) {
        return find(id).filter(image -> image.isVisibleTo(project)).orElseThrow(() -> Refusal.noImage(id));
    }

    /** All images that the project can see, as they were at that time, the latest first. */
    public List<ImageDoc> list(PracticeProject project, Instant asOf) {
        return list(project, asOf, image -> true);
    }

    /** Those of them that the filter lets through: sorting them all first would take most of the time. */
    public List<ImageDoc> list(PracticeProject project, Instant asOf, Predicate<ImageDoc> filter) {
        return all.values().stream()
                .<ImageDoc>mapMulti((versions, some) -> versions.at(asOf).ifPresent(some))
                .filter(filter.and(image -> image.isVisibleTo(project)))
                .sorted(LATEST_FIRST)
                .toList();
    }

    /** Whether an image of that id exists or ever existed. */
    public boolean isTaken(String id) {
        return all.containsKey(id);
    }

    ImageDoc add(ImageDoc image) {
        if (isTaken(image.id())) {
            throw new Refusal(409, "Image ID " + image.id() + " already exists!");
        }
        if (all.size() >= MOST) {
            throw new Refusal(413, "The practice cloud takes " + MOST + " images");
        }
        Versions<ImageDoc> versions = new Versions<>();
        versions.put(image.createdAt(), image);
        all.put(image.id(), versions);
        return image;
    }

    /** Replaces an image that still exists. */
    void put(ImageDoc image) {
        all.get(image.id()).put(image.updatedAt(), image);
    }

    void remove(String id, Instant now) {
        all.get(id).end(now);
    }

    void whenRemoved(String id, Consumer<Instant> act) {
        all.get(id).whenEnded(act);
    }
}
