package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
        List<Image> images = observe(snapshot);
        boolean onVolumes =
                images.stream().anyMatch(image -> !image.volumeSnapshots().isEmpty());
        List<VolumeSnapshot> volumes = onVolumes ? cloud.volumeSnapshots() : List.of();
        return decide(snapshot, images, volumes, clock.instant()).act(cloud);
    }

    /**
     * The bake's images: from the one list of all images in flight, or alone when that does not show it. A single look
     * must not see a list that somebody fetched a moment before: it lists its family, and as it mostly finds the image
     * complete, the promotion need not do that again.
     */
    private List<Image> observe(SnapshotStarted snapshot) {
        List<Image> images = snapshot.follow() ? cloud.imagesInFlight() : cloud.lookAtFamily(snapshot.family());
        List<Image> listed = images.stream()
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
                // Who ended the bake at its deadline may have died before the image went, which was complete a moment
                // later; or it was ended for want of an image while another delivery asked for this one.
                boolean doubtful = isLate() || image.mark(Marks.TAKEN_OVER_AT).isPresent();
                Optional<Event> failed =
                        doubtful ? Records.failed(cloud, snapshot.family(), snapshot.bake(), now) : Optional.empty();
                if (failed.isPresent()) {
                    return List.of(failed.get());
                }
                if (image.mark(Marks.BUILDER).isPresent()) {
                    Bakes.delete(cloud, image.mark(Marks.BUILDER).get(), snapshot.bake());
                }
                int seconds = Looks.seconds(snapshot.startedAt(), image.updatedAt(), now);
                ImageReady data = new ImageReady(snapshot.family(), snapshot.bake(), image.id(), now, seconds);
                return List.of(Event.of(EventType.IMAGE_READY, data, snapshot.look()));
            }

            /** Whether somebody may have seen the deadline pass: clocks differ. */
            private boolean isLate() {
                return now.isAfter(snapshot.deadline().minus(SnapshotClaim.SKEW.multipliedBy(2)));
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

        /** The volume snapshots behind it, which Nova makes without a mark, are ours, and it is no copy. */
        record Claim(SnapshotStarted snapshot, Image image, List<VolumeSnapshot> unmarked, Decision then)
                implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Map<String, String> marks = Map.of(
                        Marks.ROLE, Marks.ROLE_IMAGE,
                        Marks.FAMILY, snapshot.family(),
                        Marks.BAKE, snapshot.bake(),
                        Marks.IMAGE, image.id());
                unmarked.forEach(one -> cloud.markVolumeSnapshot(one.id(), marks));
                if (image.mark(Marks.BUILDER).isPresent()) {
                    // The volume behind it was our builder's, and outlives it as long as the snapshot is there.
                    unmarked.forEach(one -> cloud.markVolume(one.volume(), marks));
                }
                if (image.mark(Marks.SELF).isEmpty()) {
                    cloud.updateImage(image.id(), ImageChange.mark(Map.of(Marks.SELF, image.id())));
                }
                return then.act(cloud);
            }
        }

        /** It will never be ready. */
        record Fail(SnapshotStarted snapshot, List<Image> leftovers, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                String why = cloud.failureOf(snapshot.server(), "createImage")
                        .map(nova -> words + "; " + nova)
                        .orElse(words);
                // The end first: a bake that is open and has no image would be given another one.
                List<Event> events = Bakes.fail(cloud, snapshot.family(), snapshot.bake(), snapshot.image(), why, now);
                ImageRemoval.delete(cloud, leftovers);
                return events;
            }
        }

        /** It is gone: that fails its bake, unless another delivery has replaced it. */
        record Vanished(SnapshotStarted snapshot, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                String words = "the image vanished before it was complete";
                return Bakes.isBaked(cloud, snapshot.bake())
                        ? List.of()
                        : new Fail(snapshot, List.of(), words, now).act(cloud);
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

    /** For images of servers that boot from images themselves. */
    static Decision decide(SnapshotStarted snapshot, List<Image> images, Instant now) {
        return decide(snapshot, images, List.of(), now);
    }

    static Decision decide(SnapshotStarted snapshot, List<Image> images, List<VolumeSnapshot> volumes, Instant now) {
        List<Image> mine =
                images.stream().filter(Image::isOurs).sorted(Image.SENIORITY).toList();
        Optional<Image> active = mine.stream()
                .filter(image -> image.status() == ImageStatus.ACTIVE)
                .findFirst();
        Optional<Image> revoked = mine.stream().filter(Image::isRevoked).findFirst();
        if (revoked.isPresent()) {
            String why = revoked.get().mark(Marks.REASON).orElse("nobody said why");
            return new Decision.Fail(snapshot, List.of(), "the image was revoked: " + why, now);
        }
        boolean late = !now.isBefore(snapshot.deadline());
        if (active.isPresent() && !active.get().volumeSnapshots().isEmpty()) {
            VolumeSnapshots behind = VolumeSnapshots.of(active.get(), volumes);
            Decision then = onVolumes(snapshot, active.get(), mine, behind, now);
            // Whoever asked for it may have died before it could say which one it is.
            boolean claimed =
                    behind.unmarked().isEmpty() && active.get().mark(Marks.SELF).isPresent();
            return claimed ? then : new Decision.Claim(snapshot, active.get(), behind.unmarked(), then);
        }
        if (active.isPresent()) {
            boolean candidate = active.get().isCandidate();
            return candidate ? new Decision.Ready(snapshot, active.get(), now) : new Decision.Done();
        }
        if (mine.isEmpty()) {
            return new Decision.Vanished(snapshot, now);
        }
        if (mine.stream().noneMatch(image -> image.status().isUnderWay())) {
            return new Decision.Fail(
                    snapshot, mine, "the image became " + mine.get(0).status(), now);
        }
        if (late) {
            long minutes = Duration.between(snapshot.startedAt(), now).toMinutes();
            String words =
                    "the image was still " + mine.get(0).status() + " after " + minutes + " min, at its deadline";
            return new Decision.Fail(snapshot, mine, words, now);
        }
        return waiting(snapshot, now);
    }

    /** Nova calls such an image active at once: the volume snapshots behind it tell how it stands. */
    private static Decision onVolumes(
            SnapshotStarted snapshot, Image image, List<Image> mine, VolumeSnapshots behind, Instant now) {
        if (!image.isCandidate()) {
            return new Decision.Done();
        }
        if (behind.failure().isPresent()) {
            return new Decision.Fail(snapshot, mine, behind.failure().get(), now);
        }
        if (behind.areAvailable()) {
            return new Decision.Ready(snapshot, image, now);
        }
        boolean late = !now.isBefore(snapshot.deadline());
        return late
                ? new Decision.Fail(snapshot, mine, "its volume snapshots were not available at its deadline", now)
                : waiting(snapshot, now);
    }

    private static Decision.Wait waiting(SnapshotStarted snapshot, Instant now) {
        Instant next = Looks.next(snapshot.startedAt(), snapshot.expectedSeconds(), now, snapshot.deadline());
        return new Decision.Wait(snapshot, next);
    }
}
