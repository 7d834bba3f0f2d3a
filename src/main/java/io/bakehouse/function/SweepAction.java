package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that a sweep does. */
sealed interface SweepAction
        permits SweepAction.Look,
                SweepAction.EndBake,
                SweepAction.EndLost,
                SweepAction.Forget,
                SweepAction.SuspectServer,
                SweepAction.DeleteServer,
                SweepAction.ClearServer,
                SweepAction.ClearImage,
                SweepAction.Demote,
                SweepAction.SuspectImage,
                SweepAction.DeleteImage,
                SweepVolumes.SuspectSnapshot,
                SweepVolumes.DeleteSnapshot,
                SweepVolumes.SuspectVolume,
                SweepVolumes.DeleteVolume {
    /** The two sightings of something unexplained are at least this far apart. */
    Duration APART = Duration.ofMinutes(1);

    List<Event> act(Cloud cloud);

    /** Somebody shall look at it again. */
    record Look(Event event) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            return List.of(event);
        }
    }

    /**
     * A bake that claims to be under way has no image: it never got one, or lost it, or somebody revoked it; or it has failed and
     * nobody was told.
     */
    record EndBake(Image record, String words, Instant now) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            String bake = record.mark(Marks.BAKE).orElseThrow();
            String family = record.mark(Marks.FAMILY).orElse(null);
            List<Image> hidden = cloud.images(ImageQuery.oursHidden().with(Marks.BAKE, bake)).stream()
                    .filter(Image::isOurs)
                    .toList();
            Optional<Image> promoted =
                    hidden.stream().filter(Unpromoted.Revoked::hadTheName).findFirst();
            if (promoted.isPresent()) {
                // It had the name before it was revoked, and whoever gave it that has said so, or died.
                return new Unpromoted.Revoked(SweepBakes.ready(promoted.get()), promoted.get(), false, now).act(cloud);
            }
            Optional<Image> rejected =
                    hidden.stream().filter(CandidateImage::isRejected).findFirst();
            if (rejected.isPresent()) {
                // Hidden first, and its record not closed yet.
                return CandidateImage.reject(cloud, SweepBakes.ready(rejected.get()), words, now);
            }
            if (!RevokedWork.withdraw(cloud, record, bake) && Records.isOpen(record)) {
                return List.of();
            }
            Bakes.clear(cloud, bake, Optional.of(now));
            if (Records.isRejected(record)) {
                String image = record.mark(Marks.IMAGE).orElseThrow();
                return Records.reject(cloud, Optional.of(record), family, bake, image, words, now);
            }
            return Records.failBake(cloud, family, bake, null, words, now);
        }
    }

    /** A bake without an image that any delivery still waits for; a list that lags may hide one, and room for it may just be there. */
    record EndLost(Image record, Instant now) implements SweepAction {
        static final String LOST = "its image was never made, or vanished, and nobody said so";

        @Override
        public List<Event> act(Cloud cloud) {
            return Bakes.isBaked(cloud, record.mark(Marks.BAKE).orElseThrow())
                    ? List.of()
                    : new EndBake(record, LOST, now).act(cloud);
        }
    }

    /** Nobody needs the record any more. */
    record Forget(Image record) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            if (cloud.image(record.id()).filter(Image::isRecord).isPresent()) {
                cloud.deleteImage(record.id());
            }
            return List.of();
        }
    }

    /** First sighting of a server that nothing explains. */
    record SuspectServer(Server server, Instant slot) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.markServer(server.id(), Map.of(Marks.UNEXPLAINED_SINCE, slot.toString()));
            return List.of();
        }
    }

    /** Second sighting of a server that nothing explains; its marks are read once more. */
    record DeleteServer(Server server) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Server> again = cloud.server(server.id())
                    .filter(now ->
                            now.isOurs() && now.mark(Marks.UNEXPLAINED_SINCE).isPresent());
            again.ifPresent(found -> cloud.deleteServer(found.id()));
            return List.of();
        }
    }

    /** A server that was suspect has an explanation after all: the next sighting counts as the first again. */
    record ClearServer(Server server) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.markServer(server.id(), Map.of(Marks.UNEXPLAINED_SINCE, ""));
            return List.of();
        }
    }

    /** An image that was suspect has an explanation after all. */
    record ClearImage(Image image) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.updateImage(image.id(), ImageChange.mark(Map.of(Marks.UNEXPLAINED_SINCE, "")));
            return List.of();
        }
    }

    /** Two images of a family have its name, and the one of the higher rank keeps it. */
    record Demote(Image image) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.image(image.id())
                    .filter(now -> now.isOurs() && now.has(Marks.STATE, Marks.STATE_CURRENT))
                    .ifPresent(now -> FamilyName.demote(cloud, now));
            return List.of();
        }
    }

    /** First sighting of an image that nothing explains. */
    record SuspectImage(Image image, Instant slot) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.updateImage(image.id(), ImageChange.mark(Map.of(Marks.UNEXPLAINED_SINCE, slot.toString())));
            return List.of();
        }
    }

    /** Second sighting of an image that nothing explains; its marks are read once more. */
    record DeleteImage(Image image) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Image> again = cloud.image(image.id())
                    .filter(now -> now.isOurs()
                            && CandidateImage.isPending(now)
                            && now.mark(Marks.UNEXPLAINED_SINCE).isPresent());
            again.ifPresent(found -> ImageRemoval.delete(cloud, found));
            return List.of();
        }
    }

    /** Takes a suspicion back. */
    static List<SweepAction> explained(Server server) {
        return server.mark(Marks.UNEXPLAINED_SINCE).isEmpty() ? List.of() : List.of(new ClearServer(server));
    }

    /** Takes a suspicion back. */
    static List<SweepAction> explained(Image image) {
        return image.mark(Marks.UNEXPLAINED_SINCE).isEmpty() ? List.of() : List.of(new ClearImage(image));
    }

    /** The sighting that this is: the first marks the server, a later one deletes it. */
    static List<SweepAction> unexplained(Server server, Instant slot) {
        Optional<Instant> since = server.time(Marks.UNEXPLAINED_SINCE);
        if (since.isEmpty()) {
            return List.of(new SuspectServer(server, slot));
        }
        return isApart(since.get(), slot) ? List.of(new DeleteServer(server)) : List.of();
    }

    /** The sighting that this is: the first marks the image, a later one deletes it. */
    static List<SweepAction> unexplained(Image image, Instant slot) {
        Optional<Instant> since = image.time(Marks.UNEXPLAINED_SINCE);
        if (since.isEmpty()) {
            return List.of(new SuspectImage(image, slot));
        }
        return isApart(since.get(), slot) ? List.of(new DeleteImage(image)) : List.of();
    }

    /** Whether the first sighting is long enough ago. */
    static boolean isApart(Instant since, Instant slot) {
        return !since.plus(APART).isAfter(slot);
    }
}
