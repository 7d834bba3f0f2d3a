package io.bakehouse.function;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Whether the end of a bake that failed is on its way to whoever wants to know. Whoever writes the end into the record may die
 * before it is told, and the next delivery may decide otherwise; so whoever hears of it marks the record, and a sweep tells
 * what has no such mark.
 */
final class ToldEnd {
    private static final Logger LOG = Logger.getLogger(ToldEnd.class);

    private ToldEnd() {}

    /** Marks the record of the bake, which may be gone. */
    static void mark(Cloud cloud, String bake, Instant now) {
        try {
            cloud.updateImage(Ids.record("bake", bake), ImageChange.mark(Map.of(Marks.TOLD_AT, now.toString())));
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.GONE) {
                // Told twice is better than not at all.
                LOG.infof("the next sweep tells the end of bake %s once more: %s", bake, e.getMessage());
            }
        }
    }
}
