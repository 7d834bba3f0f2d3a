package io.bakehouse.function;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The record of a command that takes more than one change. It says that the command has begun, so that its plan need not
 * fit any more, and what it was about, so that the sweep can ask for the rest when its event is lost.
 */
final class CommandRecord {
    /** Every delivery of a command's event has given up by then. */
    private static final Duration DEADLINE = Duration.ofHours(1);

    private CommandRecord() {}

    static Optional<Image> of(Cloud cloud, String cause) {
        return cloud.image(id(cause)).filter(Image::isRecord);
    }

    static String id(String cause) {
        return Ids.record("command", cause);
    }

    static boolean isOpen(Optional<Image> record) {
        return record.filter(Records::isOpen).isPresent();
    }

    static boolean isOver(Optional<Image> record) {
        return record.isPresent() && !isOpen(record);
    }

    /**
     * Creates the record.
     *
     * @return false when the command was over so long ago that its record is gone
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} when another delivery was faster
     */
    static boolean begin(
            Cloud cloud, String command, String cause, String family, Instant requestedAt, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(more);
        marks.put(Marks.COMMAND, command);
        marks.put(Marks.CAUSE, Marks.fit(cause));
        Map<String, String> open = Records.open(family, requestedAt, requestedAt.plus(DEADLINE), marks);
        if (cloud.createRecord(id(cause), "bakehouse-" + cause, open)) {
            return true;
        }
        if (of(cloud, cause).isPresent()) {
            throw again(cause);
        }
        return false;
    }

    /**
     * Writes down for good that a command is refused that has not begun: a later delivery of it might find nothing to refuse
     * any more.
     *
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} when another delivery has begun or refused it, or there is no
     *     room to write that down
     */
    static void refuse(
            Cloud cloud, String command, String cause, String family, String image, String words, Instant now) {
        Map<String, String> marks = Map.of(Marks.COMMAND, command, Marks.IMAGE, image == null ? "" : image);
        close(cloud, cause, Records.ended(family, Marks.STATE_FAILED, words, now, marks));
    }

    /**
     * Writes down for good how a command has ended that had no record while it was under way.
     *
     * @param ended the marks of its record but for the cause
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} when another delivery has begun or ended it, or there is no
     *     room to write that down
     */
    static void close(Cloud cloud, String cause, Map<String, String> ended) {
        Map<String, String> marks = new HashMap<>(ended);
        marks.put(Marks.CAUSE, Marks.fit(cause));
        if (!Records.close(cloud, id(cause), "bakehouse-" + cause, marks, cause)
                && of(cloud, cause).isPresent()) {
            throw again(cause);
        }
    }

    private static CloudException again(String cause) {
        return new CloudException(
                CloudException.Kind.RETRY_LATER, "another delivery has begun " + cause + "; looking again");
    }
}
