package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can happen to an image before it is promoted, apart from that. */
final class CandidateImage {
    private CandidateImage() {}

    /** Deletes it, after its marks were read once more. */
    static void delete(Cloud cloud, String image, String bake) {
        cloud.image(image)
                .filter(now -> now.isOurs() && now.has(Marks.BAKE, bake) && isPending(now))
                .ifPresent(now -> ImageRemoval.delete(cloud, now));
    }

    /**
     * Rejects it: it is hidden, keeps the reason for people, and its bake ends. One that somebody else has dealt with in
     * the meantime is left as it is.
     */
    static List<Event> reject(Cloud cloud, ImageReady ready, String words, Instant now) {
        Optional<Image> record = Records.find(cloud, Records.ofBake(ready.bake()));
        Optional<Image> image = cloud.image(ready.image()).filter(found -> found.isOurs() && !found.isRecord());
        if (image.isEmpty() && record.filter(Records::isRejected).isPresent()) {
            // Whoever rejected it may have died before anybody was told.
            return Records.reject(cloud, record, ready.family(), ready.bake(), ready.image(), words, now);
        }
        if (image.isEmpty()) {
            return Bakes.fail(cloud, ready.family(), ready.bake(), ready.image(), words + "; the image is gone", now);
        }
        if (!isPending(image.get()) && !isRejected(image.get())) {
            Bakes.clear(cloud, ready.bake(), Optional.empty());
            return List.of();
        }
        String reason = isRejected(image.get()) ? image.get().mark(Marks.REASON).orElse(words) : Marks.fit(words);
        // The record first: while the image is hidden and the record open, the bake would seem to have lost it.
        List<Event> events = Records.reject(cloud, record, ready.family(), ready.bake(), ready.image(), reason, now);
        if (events.isEmpty()) {
            Bakes.clear(cloud, ready.bake(), Optional.empty());
            return List.of();
        }
        cloud.updateImage(
                ready.image(),
                ImageChange.mark(Map.of(
                                Marks.STATE,
                                Marks.STATE_REJECTED,
                                Marks.REASON,
                                reason,
                                Marks.ENDED_AT,
                                now.toString()))
                        .hide(true));
        Bakes.clear(cloud, ready.bake(), Optional.of(now));
        return events;
    }

    /** Whether it was rejected; its bake may not have ended yet. */
    static boolean isRejected(Image image) {
        return image.has(Marks.STATE, Marks.STATE_REJECTED);
    }

    /** Whether it may still become current. */
    static boolean isPending(Image image) {
        return image.has(Marks.STATE, Marks.STATE_CANDIDATE) || image.has(Marks.STATE, Marks.STATE_VERIFIED);
    }
}
