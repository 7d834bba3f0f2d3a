package io.bakehouse.model;

import java.time.Instant;
import java.util.Objects;

/**
 * How something ended: the data of every terminal event.
 *
 * @param type CloudEvents type of the terminal event, so that the data can be understood on its own
 * @param family null when it was never found out
 * @param bake null for a batch or a refused config run
 * @param batch null for a bake
 * @param image the image concerned, null when there is none
 * @param count servers of a batch that are ready, or images that were retired, else null
 * @param cause what had started it
 * @param words one sentence for people
 */
public record Ending(
        String type,
        String family,
        String bake,
        String batch,
        String image,
        Integer count,
        String cause,
        String words,
        Instant endedAt)
        implements EventData {
    public Ending {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(cause, "cause");
    }

    /** How a bake ended. */
    public static Ending ofBake(EventType type, String family, String bake, String image, String words, Instant now) {
        return new Ending(type.wire(), family, bake, null, image, null, bake, words, now);
    }

    /** How a batch ended. */
    public static Ending ofBatch(
            EventType type, String family, String batch, String image, int count, String words, Instant now) {
        return new Ending(type.wire(), family, null, batch, image, count, batch, words, now);
    }

    /** How a command ended, which is told apart by its cause. */
    public static Ending ofCommand(
            EventType type, String family, String image, String cause, String words, Instant now) {
        return new Ending(type.wire(), family, null, null, image, null, cause, words, now);
    }

    /** The terminal event; equal for every time that the same end is found. */
    public Event event() {
        return Event.of(EventType.ofWire(type), this);
    }

    /** The same for an end that can come about again, told apart by the time. */
    public Event event(Instant time) {
        return Event.of(EventType.ofWire(type), this, time);
    }

    /**
     * Whether a batch has ended, or a bake failed or its image was rejected: a record stays, which other ends of bakes delete,
     * and in which stands that the end was told.
     */
    public boolean isRecorded() {
        EventType of = EventType.ofWire(type);
        return batch != null
                ? of == EventType.BATCH_READY || of == EventType.BATCH_FAILED
                : bake != null && (of == EventType.BAKE_FAILED || of == EventType.IMAGE_REJECTED);
    }

    @Override
    public String subject() {
        return batch != null ? batch : bake != null ? bake : cause;
    }
}
