package io.bakehouse.function;

import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.Verification;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Callback;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a candidate that is complete. Guarantees that a canary is booted from it when its recipe expects anything
 * of it, and asks the cloud nothing otherwise. A second delivery finds the canary and asks for a look at it.
 */
@ApplicationScoped
public class VerifyImage {
    private final Cloud cloud;
    private final Recipes recipes;
    private final Callback callback;
    private final InstantSource clock;

    public VerifyImage(Cloud cloud, Recipes recipes, Callback callback, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.callback = callback;
        this.clock = clock;
    }

    @Funq("verify-image")
    public List<Event> verifyImage(ImageReady ready) {
        Optional<Recipe> recipe = recipes.family(ready.family());
        if (recipe.flatMap(Recipe::verification).isEmpty()) {
            return new Decision.Pass(ready, false).act(cloud, callback);
        }
        List<Server> canaries =
                Bakes.of(cloud.servers(ServerQuery.bake(ready.bake())), ready.bake(), Marks.ROLE_CANARY);
        // After the list: a canary goes only once its verdict stands on the image.
        Optional<Image> image = cloud.image(ready.image()).filter(Image::isOurs);
        return decide(ready, recipe.get(), image, canaries, clock.instant()).act(cloud, callback);
    }

    /** What becomes of the candidate. */
    sealed interface Decision {
        List<Event> act(Cloud cloud, Callback callback);

        /** The record of the candidate's bake, where that has ended. */
        private static Optional<Image> ended(Cloud cloud, ImageReady ready) {
            return Records.find(cloud, Records.ofBake(ready.bake())).filter(record -> !Records.isOpen(record));
        }

        /** Nothing more is expected of it. */
        record Pass(ImageReady ready, boolean gated) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                ImageVerified data = new ImageVerified(ready, gated, null);
                // Of this look: a later one may have to say it again, should this event have been lost.
                return List.of(Event.of(EventType.IMAGE_VERIFIED, data, ready.image(), ready.readyAt()));
            }
        }

        /** A canary shall be booted from it. */
        record Boot(ImageReady ready, Recipe recipe, Verification verify, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                Optional<Image> ended = Decision.ended(cloud, ready);
                if (ended.isPresent()) {
                    return Fail.again(ready, ended.get(), now).act(cloud, callback);
                }
                try {
                    cloud.createServers(Canaries.spec(ready, recipe, verify, callback, now), 1);
                } catch (CloudException e) {
                    if (e.kind().isPassing()) {
                        throw e;
                    }
                    return new Fail(ready, "no canary could be booted: " + e.getMessage(), true, now)
                            .act(cloud, callback);
                }
                CanaryStarted data = new CanaryStarted(ready, now, now.plus(verify.deadline()), 0, true);
                Instant first = CanaryVerdict.first(verify, now);
                return List.of(Event.of(EventType.CANARY_STARTED, data, 0).notBefore(first));
            }
        }

        /**
         * A canary was booted already: it is looked at, should its first event have been lost. Unless the bake was given up
         * by a delivery whose list did not show the canary.
         */
        record Look(ImageReady ready, Server canary, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                // A rejection may be under way, and whoever looks at the canary carries it out.
                Optional<Image> givenUp = Decision.ended(cloud, ready).filter(record -> !Records.isRejected(record));
                if (givenUp.isPresent()) {
                    return Fail.again(ready, givenUp.get(), now).act(cloud, callback);
                }
                return Canaries.started(canary, true).map(data -> Event.of(EventType.CANARY_STARTED, data, 0)).stream()
                        .toList();
            }
        }

        /**
         * It cannot be verified.
         *
         * @param delete whether the image is still there, and of no use to anybody
         */
        record Fail(ImageReady ready, String words, boolean delete, Instant now) implements Decision {
            /** Whoever gave it up died before it could say so, or delete the image. */
            static Fail again(ImageReady ready, Image record, Instant now) {
                return new Fail(ready, Records.reason(record), true, now);
            }

            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                List<Event> events = Bakes.fail(cloud, ready.family(), ready.bake(), ready.image(), words, now);
                if (delete) {
                    CandidateImage.delete(cloud, ready.image(), ready.bake());
                }
                return events;
            }
        }

        /** It was rejected, or promoted already. */
        record Over() implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                return List.of();
            }
        }
    }

    static Decision decide(ImageReady ready, Recipe recipe, Optional<Image> image, List<Server> canaries, Instant now) {
        if (image.isEmpty() || image.get().status() != ImageStatus.ACTIVE) {
            String state = image.map(found -> "is " + found.status()).orElse("is gone");
            return new Decision.Fail(ready, "the image " + state + " and cannot be verified", false, now);
        }
        if (image.get().isVerified()) {
            return new Decision.Pass(ready, true);
        }
        if (!image.get().has(Marks.STATE, Marks.STATE_CANDIDATE)) {
            return new Decision.Over();
        }
        return canaries.isEmpty()
                ? new Decision.Boot(ready, recipe, recipe.verification().orElseThrow(), now)
                : new Decision.Look(ready, canaries.get(0), now);
    }
}
