package io.bakehouse.function;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The words of people about candidates. The first one counts, and whoever says otherwise at the same moment is understood to
 * say the same: Glance changes an image without looking at what it was, but gives the id of a record once.
 */
final class Verdicts {
    private static final String APPROVE = "approve";
    private static final String REJECT = "reject";

    private Verdicts() {}

    /**
     * The same with the word that was first; as it is where nobody has said anything.
     *
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} when there is no room to write it down
     */
    static ImageVerified first(Cloud cloud, ImageVerified verified, Instant now) {
        ImageVerified.Verdict said = verified.verdict();
        if (said == null) {
            return verified;
        }
        String bake = verified.ready().bake();
        String id = Ids.record("verdict", bake);
        String reason = Optional.ofNullable(said.reason()).orElse("");
        Map<String, String> marks = Records.ended(
                verified.ready().family(),
                Marks.STATE_READY,
                reason,
                now,
                Map.of(
                        Marks.COMMAND,
                        said.approved() ? APPROVE : REJECT,
                        Marks.CAUSE,
                        bake,
                        Marks.IMAGE,
                        verified.ready().image(),
                        Marks.BY,
                        Marks.fit(said.by())));
        if (Records.close(cloud, id, "bakehouse-verdict-" + bake, marks, "the word about bake " + bake)) {
            return verified;
        }
        // A person may have removed the record, and with it what was said first.
        return cloud.image(id)
                .filter(Image::isRecord)
                .map(record -> new ImageVerified(verified.ready(), verified.gated(), verdict(record)))
                .orElse(verified);
    }

    private static ImageVerified.Verdict verdict(Image record) {
        String by = record.mark(Marks.BY).orElse("somebody");
        return new ImageVerified.Verdict(
                record.has(Marks.COMMAND, APPROVE),
                by,
                record.mark(Marks.REASON).orElse(""));
    }
}
