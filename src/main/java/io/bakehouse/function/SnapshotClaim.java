package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the claim on a bake turned out to be.
 *
 * @param record the record that another delivery created, null when this one has created it or it is gone
 * @param gone whether the record existed and was deleted: the bake is over
 * @param images images of the family, or of the bake when the claim was taken, hidden ones only where no other is; none
 *     when it was won and nobody needs an estimate
 */
record SnapshotClaim(Image record, boolean gone, List<Image> images) {
    /** Whoever has claimed a bake has this long to ask for the snapshot before another delivery may take over. */
    static final Duration LEASE = Duration.ofSeconds(90);
    /** A delivery for another server cannot see whether that one is busy, and clocks may differ by so much. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** The images that an estimate is made from. */
    static List<Image> family(Cloud cloud, Adoption bake) {
        return cloud.images(ImageQuery.ours().with(Marks.FAMILY, bake.family()));
    }

    static SnapshotClaim won(List<Image> family) {
        return new SnapshotClaim(null, false, family);
    }

    static SnapshotClaim taken(Cloud cloud, Adoption bake) {
        SnapshotClaim found = unclaimed(cloud, bake);
        // Who might take the claim over asks for hidden ones too: what was revoked right after it was promoted is not
        // made anew.
        List<Image> images = found.images().isEmpty() && found.record() != null
                ? cloud.images(ofBake(ImageQuery.oursHidden(), bake))
                : found.images();
        return new SnapshotClaim(found.record(), found.record() == null, images);
    }

    private static ImageQuery ofBake(ImageQuery images, Adoption bake) {
        return images.with(Marks.FAMILY, bake.family()).with(Marks.BAKE, bake.id());
    }

    /** What is there, without a claim of ours: a record that is missing may be yet to come. */
    static SnapshotClaim unclaimed(Cloud cloud, Adoption bake) {
        List<Image> images = cloud.images(ofBake(ImageQuery.ours(), bake));
        // After the list: an image that this does not show because it was revoked is told of in the record.
        Image record = cloud.image(Records.ofBake(bake.id())).orElse(null);
        return new SnapshotClaim(record, false, images);
    }

    /** What to do about the snapshot. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /**
         * Nova shall make it; what an earlier, refused request left behind goes first. When the cloud says how it ends,
         * nobody looks by the clock: should that be lost, the sweep finds it, as it finds everything that was lost.
         *
         * @param takenOver whether another delivery had claimed the bake, which somebody may be ending for want of an image
         */
        record Snapshot(Adoption bake, List<Image> orphans, boolean takenOver, Integer expectedSeconds)
                implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                ImageRemoval.delete(cloud, orphans);
                String image = cloud.createImage(bake.server().id(), bake.id(), bake.image(takenOver));
                if (!bake.server().volumes().isEmpty()) {
                    name(cloud, image);
                }
                return bake.noticed() ? List.of() : bake.started(image, bake.now(), bake.deadline(), expectedSeconds);
            }
        }

        /** Nova does not say which server such an image shows: its own id tells it from copies. */
        private static void name(Cloud cloud, String image) {
            try {
                cloud.updateImage(image, ImageChange.mark(Map.of(Marks.SELF, image)));
            } catch (CloudException e) {
                // The look at it does that too; another delivery of this might not see the image, and ask for a second.
                if (!e.kind().isPassing()) {
                    throw e;
                }
            }
        }

        /** It is being made, or made, already, and the cloud may have said so before: it is looked at. */
        record UnderWay(Adoption bake, Image image, Integer expectedSeconds) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Instant at = Records.time(image, Marks.STARTED_AT, image.createdAt());
                Instant until = Records.time(image, Marks.DEADLINE, bake.deadline());
                return bake.started(image.id(), at, until, expectedSeconds);
            }
        }

        /**
         * Another delivery holds the claim, or the server is busy: this one shall come again.
         *
         * @param pause how long it need not come, null when nobody knows
         */
        record Later(String words, Duration pause) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                throw new CloudException(CloudException.Kind.RETRY_LATER, words, pause, null);
            }
        }

        /** The bake has ended, and its terminal event was sent then, or its image was hidden, and the sweep ends it. */
        record Over() implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return List.of();
            }
        }
    }

    static Decision decide(Adoption bake, SnapshotClaim claim) {
        List<Image> mine = claim.images().stream()
                .filter(image -> image.isOurs() && image.has(Marks.BAKE, bake.id()))
                .sorted(Image.SENIORITY)
                .toList();
        if (mine.stream().anyMatch(Image::hidden)) {
            return new Decision.Over();
        }
        for (Image image : mine) {
            if (image.status() != ImageStatus.QUEUED) {
                return new Decision.UnderWay(bake, image, expectedSeconds(bake, claim.images()));
            }
        }
        if (claim.gone()
                || (claim.record() != null
                        && (!Records.isOpen(claim.record()) || claim.record().isRevoked()))) {
            return new Decision.Over();
        }
        // A builder's record was made long before its snapshot: only an image tells that somebody is at work on that.
        boolean held = claim.record() != null && !(bake.isOfBuilder() && mine.isEmpty());
        Duration lease = held ? lease(claim.record(), mine, bake) : Duration.ZERO;
        if (!lease.isZero()) {
            // Of an image that is queued we may hear before; when there is none, the claim's holder is at work or dead.
            return new Decision.Later(
                    "bake " + bake.id() + " is claimed by another delivery of the same run",
                    mine.isEmpty() ? lease : null);
        }
        Server server = bake.server();
        if (server.isBusy()) {
            return new Decision.Later(
                    "server '" + server.name() + "' is busy: " + server.status()
                            + (server.taskState() == null ? "" : ", " + server.taskState()),
                    null);
        }
        boolean takenOver = claim.record() != null && !bake.isOfBuilder();
        return new Decision.Snapshot(bake, mine, takenOver, expectedSeconds(bake, claim.images()));
    }

    /**
     * How long the claim is still its holder's. An image that stays queued while its server is idle was left by a request
     * that Nova refused, or was lost; but a young one may belong to a request that is being carried out right now.
     */
    private static Duration lease(Image record, List<Image> queued, Adoption bake) {
        Instant until = Stream.concat(Stream.of(record), queued.stream())
                .map(claim -> claim.createdAt().plus(LEASE).plus(isOthers(claim, bake) ? SKEW : Duration.ZERO))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration left = Duration.between(bake.now(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether it was made for another server, which this delivery cannot see at work. */
    private static boolean isOthers(Image claim, Adoption bake) {
        return claim.mark(Marks.SERVER)
                .filter(id -> !id.equals(bake.server().id()))
                .isPresent();
    }

    /** How long the family's newest image took, else what the recipe expects. */
    private static Integer expectedSeconds(Adoption bake, List<Image> images) {
        return images.stream()
                .filter(image ->
                        image.isOurs() && image.number(Marks.SNAPSHOT_SECONDS).isPresent())
                .max(Comparator.comparing(Image::createdAt))
                .flatMap(image -> image.number(Marks.SNAPSHOT_SECONDS))
                .orElse(bake.recipe().expected().map(e -> (int) e.toSeconds()).orElse(null));
    }
}
