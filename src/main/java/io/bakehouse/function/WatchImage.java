package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.openstack.Cloud;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a snapshot that was started, and again by itself until it is finished. Guarantees that every snapshot
 * ends as ready or failed, at its deadline at the latest. A second delivery only looks, and reports the same end.
 */
@ApplicationScoped
public class WatchImage {
    private final Cloud cloud;
    private final InstantSource clock;

    public WatchImage(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    @Funq("watch-image")
    public List<Event> watchImage(SnapshotStarted snapshot) {
        return decide(snapshot, observe(snapshot), clock.instant()).act(cloud);
    }

    /** The bake's images: from the one list of all images in flight, or alone when that does not show it. */
    private List<Image> observe(SnapshotStarted snapshot) {
        List<Image> listed = cloud.imagesInFlight().stream()
                .filter(image -> image.isOurs() && image.has(Marks.BAKE, snapshot.bake()))
                .toList();
        return listed.isEmpty() ? cloud.image(snapshot.image()).stream().toList() : listed;
    }

    /** What a look at the snapshot leads to. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /** The image is complete. */
        record Ready(SnapshotStarted snapshot, Image image, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                if (image.mark(Marks.BUILDER).isPresent()) {
                    Bakes.delete(cloud, image.mark(Marks.BUILDER).get(), snapshot.bake());
                }
                int seconds = Looks.seconds(snapshot.startedAt(), image.updatedAt(), now);
                ImageReady data = new ImageReady(snapshot.family(), snapshot.bake(), image.id(), now, seconds);
                return List.of(Event.of(EventType.IMAGE_READY, data, snapshot.look()));
            }
        }

        /** Not finished: look again then, or leave it to the sweep. */
        record Wait(SnapshotStarted snapshot, Instant next) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                if (!snapshot.follow()) {
                    return List.of();
                }
                SnapshotStarted again = snapshot.nextLook();
                return List.of(Event.of(EventType.SNAPSHOT_STARTED, again, again.look())
                        .notBefore(next));
            }
        }

        /** It will never be ready. */
        record Fail(SnapshotStarted snapshot, List<Image> leftovers, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                leftovers.forEach(image -> cloud.deleteImage(image.id()));
                String why = cloud.failureOf(snapshot.server(), "createImage")
                        .map(nova -> words + "; " + nova)
                        .orElse(words);
                return Bakes.fail(cloud, snapshot.family(), snapshot.bake(), snapshot.image(), why, now);
            }
        }

        /** Somebody has dealt with it already. */
        record Done() implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return List.of();
            }
        }
    }

    static Decision decide(SnapshotStarted snapshot, List<Image> images, Instant now) {
        List<Image> mine =
                images.stream().filter(Image::isOurs).sorted(Image.SENIORITY).toList();
        Optional<Image> active = mine.stream()
                .filter(image -> image.status() == ImageStatus.ACTIVE)
                .findFirst();
        if (active.isPresent()) {
            boolean candidate = active.get().has(Marks.STATE, Marks.STATE_CANDIDATE);
            return candidate ? new Decision.Ready(snapshot, active.get(), now) : new Decision.Done();
        }
        if (mine.isEmpty()) {
            return new Decision.Fail(snapshot, mine, "the image vanished before it was complete", now);
        }
        if (mine.stream().noneMatch(image -> image.status().isUnderWay())) {
            return new Decision.Fail(
                    snapshot, mine, "the image became " + mine.get(0).status(), now);
        }
        if (!now.isBefore(snapshot.deadline())) {
            long minutes = Duration.between(snapshot.startedAt(), now).toMinutes();
            String words =
                    "the image was still " + mine.get(0).status() + " after " + minutes + " min, at its deadline";
            return new Decision.Fail(snapshot, mine, words, now);
        }
        Instant next = Looks.next(snapshot.startedAt(), snapshot.expectedSeconds(), now, snapshot.deadline());
        return new Decision.Wait(snapshot, next);
    }
}
