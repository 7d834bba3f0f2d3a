package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of bakes and batches: hidden images without data under an id that follows from what they record. Glance
 * gives one id once, even after a deletion, so creating the record is the claim on the work, and whoever finds it taken
 * knows that somebody was there before.
 */
final class Records {
    private Records() {}

    static String ofBake(String bake) {
        return Ids.record("bake", bake);
    }

    static String ofBatch(String batch) {
        return Ids.record("batch", batch);
    }

    /** The marks that every open record has, and the given ones. */
    static Map<String, String> open(String family, Instant requestedAt, Instant deadline, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(more);
        marks.put(Marks.ROLE, Marks.ROLE_RECORD);
        marks.put(Marks.STATE, Marks.STATE_OPEN);
        marks.put(Marks.FAMILY, family);
        marks.put(Marks.REQUESTED_AT, requestedAt.toString());
        marks.put(Marks.DEADLINE, deadline.toString());
        return marks;
    }

    /** The marks of the record of what ends as soon as it begins, and the given ones. */
    static Map<String, String> ended(
            String family, String state, String reason, Instant now, Map<String, String> more) {
        Map<String, String> marks = open(family, now, now, more);
        marks.putAll(ending(state, reason, now).properties());
        return marks;
    }

    /** Why that ended what the record is of. */
    static String reason(Image record) {
        return record.mark(Marks.REASON).orElse("nobody wrote down why");
    }

    static boolean isOpen(Image record) {
        return record.isRecord() && record.has(Marks.STATE, Marks.STATE_OPEN);
    }

    /** The instant that a mark holds, or the other one when it is missing or was written by somebody else. */
    static Instant time(Image image, String mark, Instant otherwise) {
        return image.time(mark).orElse(otherwise);
    }

    /**
     * Ends a bake as failed and says so. When its record is gone the bake had ended well, and what failed is only a late
     * look at it, and so it is when its image was rejected; when the record says failed already, the same end is announced
     * once more.
     */
    static List<Event> failBake(Cloud cloud, String family, String bake, String image, String words, Instant now) {
        return fail(cloud, find(cloud, ofBake(bake)), words, now)
                .map(why -> Ending.ofBake(EventType.BAKE_FAILED, family, bake, image, why, now)
                        .event())
                .stream()
                .toList();
    }

    /** The end of a bake once more, where its record says that it has failed, and not that its image was rejected. */
    static Optional<Event> failed(Image record, String family, String bake, Instant now) {
        return Optional.of(record)
                .filter(ended -> ended.isRecord()
                        && ended.has(Marks.STATE, Marks.STATE_FAILED)
                        && ended.mark(Marks.IMAGE).isEmpty())
                .map(Records::reason)
                .map(why -> Ending.ofBake(EventType.BAKE_FAILED, family, bake, null, why, now)
                        .event());
    }

    /** The same of whatever the bake's record says now. */
    static Optional<Event> failed(Cloud cloud, String family, String bake, Instant now) {
        return find(cloud, ofBake(bake)).flatMap(record -> failed(record, family, bake, now));
    }

    /** The same for a batch; one that was ready stays so, and that is announced once more. */
    static List<Event> failBatch(Cloud cloud, String family, String batch, String image, String words, Instant now) {
        Optional<Image> record = find(cloud, ofBatch(batch));
        if (record.filter(Records::isOpen).isEmpty()) {
            return record.stream().flatMap(it -> endOfBatch(it).stream()).toList();
        }
        return fail(cloud, record, words, now)
                .map(why -> Ending.ofBatch(EventType.BATCH_FAILED, family, batch, image, 0, why, now)
                        .event())
                .stream()
                .toList();
    }

    /** The end of a batch that has ended, once more: the first announcement may have been lost. */
    static Optional<Event> endOfBatch(Image record) {
        boolean ready = record.has(Marks.STATE, Marks.STATE_READY);
        if (!ready && !record.has(Marks.STATE, Marks.STATE_FAILED)) {
            return Optional.empty();
        }
        return Optional.of(Ending.ofBatch(
                        ready ? EventType.BATCH_READY : EventType.BATCH_FAILED,
                        record.mark(Marks.FAMILY).orElse(null),
                        record.mark(Marks.BATCH).orElse(""),
                        record.mark(Marks.IMAGE).orElse(null),
                        ready ? record.number(Marks.COUNT).orElse(0) : 0,
                        reason(record),
                        time(record, Marks.ENDED_AT, record.updatedAt()))
                .event());
    }

    /** The reason that stands in the record in the end, or empty when there is no record that could fail. */
    private static Optional<String> fail(Cloud cloud, Optional<Image> record, String words, Instant now) {
        if (record.isEmpty() || isRejected(record.get())) {
            return Optional.empty();
        }
        if (record.get().has(Marks.STATE, Marks.STATE_FAILED)) {
            return Optional.of(record.get().mark(Marks.REASON).orElse(words));
        }
        // Gone since: it has ended well by now.
        boolean written = end(cloud, record.get().id(), ending(Marks.STATE_FAILED, words, now));
        return written ? Optional.of(words) : Optional.empty();
    }

    /**
     * Writes down for good what was decided, should nobody have done so. Without room for that it is not done: two deliveries may
     * see different worlds, and without a record both would be obeyed.
     *
     * @return false when somebody was there before
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} when there is no room
     */
    static boolean close(Cloud cloud, String id, String name, Map<String, String> marks, String what) {
        try {
            return cloud.createRecord(id, name, marks);
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.QUOTA) {
                throw e;
            }
            String words = "the quota has no room for the record of " + what + ": delete images, or have it raised";
            throw new CloudException(CloudException.Kind.RETRY_LATER, words, null, e);
        }
    }

    static Optional<Image> find(Cloud cloud, String id) {
        return cloud.image(id).filter(Image::isRecord);
    }

    /**
     * Ends a bake whose image was rejected and says so: the record names the image, so that nobody calls the bake failed as
     * well. One that has failed before stays so, and that is announced once more. A record that goes in this moment is that
     * of a bake whose image was promoted: then nothing is said.
     *
     * @param record as it was before the image was looked at: whoever promotes writes the image first
     */
    static List<Event> reject(
            Cloud cloud, Optional<Image> record, String family, String bake, String image, String reason, Instant now) {
        Optional<Image> ended = record.filter(it -> it.has(Marks.STATE, Marks.STATE_FAILED));
        Optional<Event> failed = ended.flatMap(it -> failed(it, family, bake, now));
        if (failed.isPresent()) {
            return List.of(failed.get());
        }
        boolean open = record.isPresent() && ended.isEmpty();
        if (open
                && !end(
                        cloud,
                        record.get().id(),
                        ending(Marks.STATE_FAILED, reason, now).with(Marks.IMAGE, image))) {
            return List.of();
        }
        return List.of(Ending.ofBake(EventType.IMAGE_REJECTED, family, bake, image, reason, now)
                .event());
    }

    /** Whether it is a bake's, and that ended because its image was rejected: whoever did that has said so. */
    static boolean isRejected(Image record) {
        return record.has(Marks.STATE, Marks.STATE_FAILED)
                && record.mark(Marks.IMAGE).isPresent()
                && record.mark(Marks.BATCH).isEmpty();
    }

    /**
     * Writes how it ended, unless another delivery has just done so: two that saw different worlds must not both be right.
     *
     * @return the record as the other one ended it, whose end is the one to tell
     */
    static Optional<Image> endOnce(Cloud cloud, String id, String state, String reason, Instant now) {
        Optional<Image> ended = find(cloud, id).filter(record -> !isOpen(record));
        if (ended.isEmpty()) {
            end(cloud, id, state, reason, now);
        }
        return ended;
    }

    /** Writes how it ended; a record that is gone was ended by somebody else. */
    static void end(Cloud cloud, String id, String state, String reason, Instant now) {
        end(cloud, id, ending(state, reason, now));
    }

    /** Writes that it will fail, and why; a record that is gone was ended by somebody else. */
    static void giveUp(Cloud cloud, String id, String reason) {
        end(cloud, id, ImageChange.mark(Map.of(Marks.GIVEN_UP, Marks.fit(reason))));
    }

    private static ImageChange ending(String state, String reason, Instant now) {
        return ImageChange.mark(
                Map.of(Marks.STATE, state, Marks.REASON, Marks.fit(reason), Marks.ENDED_AT, now.toString()));
    }

    /** False when the record is gone. */
    private static boolean end(Cloud cloud, String id, ImageChange change) {
        try {
            cloud.updateImage(id, change);
            return true;
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.GONE) {
                throw e;
            }
            return false;
        }
    }
}
