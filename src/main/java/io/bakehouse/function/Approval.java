package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person has to say before an image is promoted, where the recipe wants one to. */
final class Approval {
    /** How long a verified image waits for somebody. */
    static final Duration PATIENCE = Duration.ofDays(7);

    private Approval() {}

    /** The image waits: its state says so to everybody who looks, and whoever is notified can act. */
    record Ask(ImageReady ready, Instant now) implements PromoteImage.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            Instant until = now.plus(PATIENCE);
            cloud.updateImage(
                    ready.image(),
                    ImageChange.mark(Map.of(
                            Marks.VERIFIED_AT, now.toString(),
                            Marks.READY_AT, ready.readyAt().toString(),
                            Marks.SNAPSHOT_SECONDS, String.valueOf(ready.snapshotSeconds()),
                            Marks.APPROVE_UNTIL, until.toString())));
            return new Tell(ready, until.toString(), now).act(cloud);
        }
    }

    /** It waits already: whoever wrote that down may have died before anybody was told. */
    record Tell(ImageReady ready, String until, Instant now) implements PromoteImage.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            String words = "image " + ready.image() + " of '" + ready.family() + "' is verified and waits until "
                    + until + " for 'approve' or 'reject' of bake " + ready.bake();
            return List.of(
                    Ending.ofBake(EventType.APPROVAL_REQUESTED, ready.family(), ready.bake(), ready.image(), words, now)
                            .event());
        }
    }

    /** A person did not want it. */
    record Reject(ImageReady ready, String words, Instant now) implements PromoteImage.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            return CandidateImage.reject(cloud, ready, words, now);
        }
    }

    /** What to do instead of promoting; empty when the image may be promoted, or there is nothing to approve any more. */
    static Optional<PromoteImage.Decision> decide(
            ImageVerified verified, boolean approval, List<Image> family, Instant now) {
        ImageReady ready = verified.ready();
        boolean rejected = verified.verdict() != null && !verified.verdict().approved();
        Optional<Image> found = Bakes.find(family, ready.image());
        Optional<Image> pending = found.filter(CandidateImage::isPending);
        // Whoever rejected it may have died before anybody was told.
        if (rejected
                && (pending.isPresent()
                        || found.filter(CandidateImage::isRejected).isPresent())) {
            return Optional.of(new Reject(ready, words(verified.verdict()), now));
        }
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        boolean waits = approval && verified.verdict() == null;
        Optional<String> asked = pending.get().mark(Marks.APPROVE_UNTIL);
        if (waits && asked.isPresent()) {
            return Optional.of(new Tell(ready, asked.get(), now));
        }
        return waits ? Optional.of(new Ask(ready, now)) : Optional.empty();
    }

    private static String words(ImageVerified.Verdict verdict) {
        String reason = verdict.reason() == null || verdict.reason().isBlank() ? "" : ": " + verdict.reason();
        return "rejected by " + verdict.by() + reason;
    }
}
