package io.bakehouse.function;

import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.Verification;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.platform.Probe;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a canary that was booted, by its reports, and again by itself until it is clear what to think of it.
 * Guarantees that a candidate is verified only when all that its recipe expects holds before the deadline, and that no
 * canary stays. A second delivery finds the image verified or rejected, and announces the same.
 */
@ApplicationScoped
public class WatchCanary {
    private final Cloud cloud;
    private final Recipes recipes;
    private final Probe probe;
    private final InstantSource clock;

    public WatchCanary(Cloud cloud, Recipes recipes, Probe probe, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.probe = probe;
        this.clock = clock;
    }

    @Funq("watch-canary")
    public List<Event> watchCanary(CanaryStarted canary) {
        Optional<Verification> verify = recipes.family(canary.ready().family()).flatMap(Recipe::verification);
        List<Server> canaries = Bakes.of(cloud.serversInFlight(), canary.ready().bake(), Marks.ROLE_CANARY);
        Instant now = clock.instant();
        return CanaryVerdict.of(
                        canary, verify, canaries, server -> Expectations.of(server, verify.orElseThrow(), probe), now)
                .act(cloud);
    }

    /** What a look at the canary leads to. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /** Not clear yet: look again then, unless another look was planned already. */
        record Wait(CanaryStarted canary, Instant next) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                CanaryStarted again = canary.nextLook();
                return canary.follow()
                        ? List.of(Event.of(EventType.CANARY_STARTED, again, again.look())
                                .notBefore(next))
                        : List.of();
            }
        }

        /** All expectations hold; whether it is a machine of its own, the family's other images tell. */
        record Judge(CanaryStarted canary, Server server, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                List<Image> family = cloud.images(
                        ImageQuery.ours().with(Marks.FAMILY, canary.ready().family()));
                return judge(canary, server, family, now).act(cloud);
            }
        }

        /** It is good. */
        record Verify(CanaryStarted canary, Server server, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                cloud.updateImage(
                        canary.ready().image(),
                        ImageChange.mark(Map.of(
                                Marks.VERIFIED_AT, now.toString(),
                                Marks.READY_AT, canary.ready().readyAt().toString(),
                                Marks.SNAPSHOT_SECONDS,
                                        String.valueOf(canary.ready().snapshotSeconds()),
                                Marks.CANARY_IDENTITY,
                                        server.mark(Marks.IDENTITY).orElse(""))));
                // Its marks were read by this look.
                cloud.deleteServer(server.id());
                return verified(canary);
            }
        }

        /** It was found good before. */
        record Pass(CanaryStarted canary) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Bakes.clear(cloud, canary.ready().bake(), Optional.empty());
                return verified(canary);
            }
        }

        /** It is no good, or nobody can say. */
        record Reject(CanaryStarted canary, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                // What became of the canary after that is no matter.
                return isVerified(cloud, canary)
                        ? new Pass(canary).act(cloud)
                        : CandidateImage.reject(cloud, canary.ready(), words, now);
            }
        }

        /** It is too young for any list, or was no good at once and has gone: then that may not have been told. */
        record Unlisted(CanaryStarted canary, Instant next, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                boolean rejected = cloud.image(canary.ready().image())
                        .filter(image -> image.isOurs() && CandidateImage.isRejected(image))
                        .isPresent();
                return rejected ? new Vanished(canary, now).act(cloud) : new Wait(canary, next).act(cloud);
            }
        }

        /** There is no canary: it was deleted because the image was judged, or somebody took it away. */
        record Vanished(CanaryStarted canary, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                boolean settled = cloud.image(canary.ready().image())
                        .filter(image ->
                                image.isOurs() && !CandidateImage.isPending(image) && !CandidateImage.isRejected(image))
                        .isPresent();
                String words = "the canary vanished before it was clear what to think of it";
                return settled ? List.of() : new Reject(canary, words, now).act(cloud);
            }
        }
    }

    private static boolean isVerified(Cloud cloud, CanaryStarted canary) {
        return cloud.image(canary.ready().image())
                .filter(Image::isOurs)
                .filter(Image::isVerified)
                .isPresent();
    }

    private static List<Event> verified(CanaryStarted canary) {
        ImageVerified data = new ImageVerified(canary.ready(), true, null);
        return List.of(Event.of(EventType.IMAGE_VERIFIED, data, canary.ready().image()));
    }

    static Decision judge(CanaryStarted canary, Server server, List<Image> family, Instant now) {
        Optional<Image> image = Bakes.find(family, canary.ready().image());
        if (image.isEmpty()) {
            return new Decision.Reject(canary, "the image vanished while its canary was watched", now);
        }
        if (image.get().isVerified()) {
            return new Decision.Pass(canary);
        }
        List<String> identity = Identity.split(server.mark(Marks.IDENTITY).orElse(""));
        return Identity.clash(identity, image.get(), family)
                .<Decision>map(words -> new Decision.Reject(canary, words, now))
                .orElse(new Decision.Verify(canary, server, now));
    }
}
