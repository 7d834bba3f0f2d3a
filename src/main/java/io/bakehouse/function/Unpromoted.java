package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of a candidate that does not get its family's name. */
final class Unpromoted {
    private Unpromoted() {}

    /**
     * A newer bake was faster, or the family was rolled back since: this image is kept as a previous one.
     *
     * @param newer empty when this is said once more, and the newer image is current no more, or not at this moment: then the
     *     record may be gone already, so there is nothing that tells whether anybody has heard of it
     */
    record Supersede(ImageReady ready, Image mine, Optional<Image> newer, Instant now)
            implements PromoteImage.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            // A list that lags shows an image as it was before it was promoted; then it gave way to the newer one.
            return cloud.image(mine.id())
                    .filter(now -> now.mark(Marks.PROMOTED_AT).isPresent())
                    .map(promoted ->
                            new PromoteImage.Decision.Announce(ready, promoted, false, List.of(), 0, now).act(cloud))
                    .orElseGet(() -> giveWay(cloud));
        }

        /** Whether it had the name for a moment, or never: nobody was told that it has. */
        List<Event> giveWay(Cloud cloud) {
            if (!mine.has(Marks.STATE, Marks.STATE_RETIRED)) {
                FamilyName.demoteUnannounced(cloud, mine, now);
            }
            Optional<Event> failed = Records.failed(cloud, ready.family(), ready.bake(), now);
            if (failed.isPresent()) {
                // It was revoked after we looked, and a sweep has ended its bake.
                return List.of(failed.get());
            }
            cloud.deleteImage(Records.ofBake(ready.bake()));
            return List.of(
                    Ending.ofBake(EventType.IMAGE_SUPERSEDED, ready.family(), ready.bake(), mine.id(), words(), now)
                            .event());
        }

        String words() {
            if (newer.isEmpty()) {
                return "a newer image was promoted first, and is current no more";
            }
            Image other = newer.get();
            return Image.SENIORITY.compare(other, mine) > 0
                    ? "the newer image " + other.id() + " of bake "
                            + other.mark(Marks.BAKE).orElse("?") + " is current already"
                    : "the family was rolled back to the image " + other.id() + " after this one was made";
        }
    }

    /** It was rejected or withdrawn, and that was said then. */
    record Over() implements PromoteImage.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            return List.of();
        }
    }

    /**
     * It was revoked, maybe while it got the name: then the one promoted last before it has the name again. Where its bake had
     * ended well before, or it had the name, that is said once more, because whoever ended it may have died before it could say so.
     */
    record Revoked(ImageReady ready, Image mine, boolean nameless, Instant now) implements PromoteImage.Decision {
        /** What an image is only once it had the name. */
        private static final Set<String> NAMED = Set.of(Marks.STATE_CURRENT, Marks.STATE_PREVIOUS, Marks.STATE_RETIRED);

        @Override
        public List<Event> act(Cloud cloud) {
            if (FamilyName.isBelied(mine)) {
                FamilyName.withdraw(cloud, mine, Map.of());
            }
            String why = "the image was revoked: " + mine.mark(Marks.REASON).orElse("nobody said why");
            boolean hadTheName = hadTheName(mine);
            List<Event> failed = hadTheName
                    ? Records.failed(cloud, ready.family(), ready.bake(), now).stream()
                            .toList()
                    : Records.failBake(cloud, ready.family(), ready.bake(), mine.id(), why, now);
            List<Event> events = new ArrayList<>(failed);
            if (failed.isEmpty()) {
                if (hadTheName) {
                    // Whoever promoted it may be about to say so: where its bake is open, it ends well.
                    cloud.deleteImage(Records.ofBake(ready.bake()));
                }
                before().ifPresent(type -> events.add(end(type, why)));
            }
            boolean gotTheName =
                    !failed.isEmpty() && mine.mark(Marks.PROMOTED_AT).isPresent();
            if (nameless && (hadTheName || gotTheName)) {
                events.add(FamilyName.fallback(mine, ready.bake(), now));
            }
            return List.copyOf(events);
        }

        /** Whether it was promoted before it was revoked, and not in the moment after. */
        static boolean hadTheName(Image image) {
            return image.isRevoked()
                    && image.mark(Marks.PROMOTED_AT).isPresent()
                    && image.mark(Marks.WAS).filter(NAMED::contains).isPresent();
        }

        /** How a bake without a record ended before its image was revoked, by somebody who may have looked before it gave way. */
        private Optional<EventType> before() {
            if (mine.mark(Marks.PROMOTED_AT).isPresent()) {
                return Optional.of(EventType.IMAGE_PROMOTED);
            }
            boolean gaveWay = mine.has(Marks.WAS, Marks.STATE_PREVIOUS)
                    || mine.mark(Marks.SUPERSEDED_AT).isPresent();
            return Optional.of(EventType.IMAGE_SUPERSEDED).filter(type -> gaveWay);
        }

        private Event end(EventType type, String why) {
            String words = "it had ended when " + why;
            return Ending.ofBake(type, ready.family(), ready.bake(), mine.id(), words, now)
                    .event();
        }
    }

    /**
     * It is not there any more, or unusable.
     *
     * <p>Redriven after days, the bake may have ended well long ago and its image be deleted since. Then nothing is left that
     * tells how, or whether anybody heard of it, and silence would be read as success.
     */
    record Fail(ImageReady ready, String words, Instant now) implements PromoteImage.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            List<Event> events = Bakes.fail(cloud, ready.family(), ready.bake(), ready.image(), words, now);
            if (events.isEmpty()
                    && Records.find(cloud, Records.ofBake(ready.bake())).isEmpty()) {
                throw new CloudException(
                        CloudException.Kind.GONE,
                        words + "; the bake " + ready.bake() + " had ended before, or its record was deleted by hand:"
                                + " GET /images?family=" + ready.family() + " shows what is left");
            }
            return events;
        }
    }
}
