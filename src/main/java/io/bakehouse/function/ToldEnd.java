package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Whether the end of a batch, or of a bake that failed, or that an image waits for a person, is on its way to whoever wants to know. Whoever writes the end into the record may die
 * before it is told, and the next delivery may decide otherwise; so whoever hears of it marks the record, and a sweep tells
 * what has no such mark.
 */
final class ToldEnd {
    /** An end that was not told by then never will be but by a sweep. */
    static final Duration UNTOLD = Duration.ofMinutes(2);
    /** Each sweep tells it again until somebody has heard of it, but not for longer. */
    static final Duration OLD_NEWS = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(ToldEnd.class);

    private ToldEnd() {}

    /** Whoever wrote down the end that this record says may have died before anybody was told. */
    static boolean isMissing(Image record, Instant ended, Instant now) {
        return record.mark(Marks.TOLD_AT).isEmpty()
                && now.isAfter(ended.plus(UNTOLD))
                && now.isBefore(ended.plus(OLD_NEWS));
    }

    /** Marks the record of what has ended, or the image that waits; it may be gone. */
    static void mark(Cloud cloud, String record, String subject, Instant now) {
        try {
            cloud.updateImage(record, ImageChange.mark(Map.of(Marks.TOLD_AT, now.toString())));
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.GONE) {
                // Told twice is better than not at all.
                LOG.infof("the next sweep tells the end of %s once more: %s", subject, e.getMessage());
            }
        }
    }
}
