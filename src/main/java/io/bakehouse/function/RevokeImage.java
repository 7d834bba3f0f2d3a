package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.openstack.Cloud;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a command, and again by itself while images are left. Guarantees that the image, and on request all that
 * come from it, are hidden and marked for good, those with a family's name first, and that such a family goes back to an
 * image that is not revoked. A second delivery finds by the marks what is left to do, and announces the same end.
 */
@ApplicationScoped
public class RevokeImage {
    private final Cloud cloud;
    private final InstantSource clock;

    public RevokeImage(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    @Funq("revoke-image")
    public List<Event> revokeImage(RevokeRequested request) {
        return decide(request, observe(request), clock.instant()).act(cloud);
    }

    /** What it would change; nothing is. */
    public Plan plan(RevokeRequested request) {
        return decide(request, observe(request), clock.instant()).plan();
    }

    private Sight observe(RevokeRequested request) {
        Optional<Image> record = CommandRecord.of(cloud, request.cause());
        return new Sight(record, cloud.image(request.image()), RevokeDecision.all(cloud));
    }

    /**
     * What the cloud shows.
     *
     * @param image the one that was asked for
     * @param all images of ours of all families, hidden ones too
     */
    record Sight(Optional<Image> record, Optional<Image> image, List<Image> all) {
        Sight {
            all = all.stream().filter(Image::isOurs).toList();
        }
    }

    static RevokeDecision decide(RevokeRequested request, Sight seen, Instant now) {
        if (CommandRecord.isOver(seen.record())) {
            return new RevokeDecision.Over(request, seen.record().orElseThrow(), now);
        }
        boolean begun = CommandRecord.isOpen(seen.record());
        if (seen.image().isEmpty()) {
            String words = "the image " + request.image() + " is gone, so there is nothing to revoke";
            return new RevokeDecision.Refuse(request, null, begun, words, now);
        }
        Image image = seen.image().get();
        if (!image.isOurs() || image.isRecord()) {
            String words = "the image " + image.id() + " was not made by this bakery, so it is not touched: hide it"
                    + " with 'openstack image set --hidden'";
            return new RevokeDecision.Refuse(request, null, begun, words, now);
        }
        String family = image.mark(Marks.FAMILY).orElseThrow();
        List<Image> doomed = request.descendants() ? Lineage.from(image, seen.all()) : List.of(image);
        if (doomed.size() - 1 > Marks.MOST_DESCENDANTS) {
            String words = "the image " + image.id() + " has more than " + Marks.MOST_DESCENDANTS
                    + " descendants: revoke one of its children with its descendants first";
            return new RevokeDecision.Refuse(request, family, begun, words, now);
        }
        List<Image> left = doomed.stream()
                .filter(one -> !isDone(one))
                .sorted(Comparator.comparing(one -> !FamilyName.isNamed(one)))
                .toList();
        RevokeDecision.Revoke revoke = new RevokeDecision.Revoke(request, doomed, left, seen.all(), begun, now);
        Optional<String> changed = begun ? Optional.empty() : revoke.plan().refusal(request.plan());
        return changed.isPresent() ? new RevokeDecision.Refuse(request, family, false, changed.get(), now) : revoke;
    }

    private static boolean isDone(Image image) {
        return image.hidden()
                && !FamilyName.isNamed(image)
                && image.has(Marks.STATE, Marks.STATE_REVOKED)
                && image.mark(Marks.REVOKED_AT).isPresent();
    }
}
