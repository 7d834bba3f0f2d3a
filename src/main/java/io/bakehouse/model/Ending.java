package io.bakehouse.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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
     * Where stands that this was told, should something be left of what it is about: the record of a batch that has ended, or
     * of a bake that has failed, or whose image was rejected; or the image that waits for a person.
     */
    public Optional<String> record() {
        return switch (EventType.ofWire(type)) {
            case BATCH_READY, BATCH_FAILED -> Optional.of(Ids.record("batch", batch));
            case BAKE_FAILED, IMAGE_REJECTED -> Optional.ofNullable(bake).map(of -> Ids.record("bake", of));
            case APPROVAL_REQUESTED -> Optional.of(image);
            default -> Optional.empty();
        };
    }

    @Override
    public String subject() {
        return batch != null ? batch : bake != null ? bake : cause;
    }
}
