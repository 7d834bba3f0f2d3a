package io.bakehouse.function;

import io.bakehouse.model.BuilderConverged;
import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.platform.CloudNews;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a builder whose config run has ended well. Guarantees that the builder is stopped first when its recipe
 * wants that, and that at most one snapshot of it is asked for. A second delivery finds the snapshot and reports it.
 */
@ApplicationScoped
public class SnapshotBuilder {
    /** How long a server usually takes to stop. */
    static final Duration STOPPING = Duration.ofSeconds(10);

    private final Cloud cloud;
    private final Recipes recipes;
    private final CloudNews news;
    private final InstantSource clock;

    public SnapshotBuilder(Cloud cloud, Recipes recipes, CloudNews news, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.news = news;
        this.clock = clock;
    }

    @Funq("snapshot-builder")
    public List<Event> snapshotBuilder(BuilderConverged builder) {
        List<Image> family = cloud.images(ImageQuery.ours().with(Marks.FAMILY, builder.family()));
        // After the list: an image that this does not show because it was revoked is told of in the record.
        Optional<Image> record = cloud.image(Records.ofBake(builder.bake())).filter(Records::isOpen);
        Optional<Server> server = cloud.server(builder.server())
                .filter(found -> Bakes.is(found, builder.bake(), Marks.ROLE_BUILDER) && !found.isLeaving());
        Seen seen = new Seen(recipes.family(builder.family()), record, family, server, news.isLive());
        return decide(builder, seen, clock.instant()).act(cloud);
    }

    /**
     * What the cloud and the recipes say of the bake.
     *
     * @param live whether the cloud says by itself what becomes of images
     */
    record Seen(
            Optional<Recipe> recipe,
            Optional<Image> record,
            List<Image> family,
            Optional<Server> server,
            boolean live) {}

    /** What becomes of the builder. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /** It can be snapshotted, or that is under way. */
        record Snapshot(SnapshotClaim.Decision decision) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return decision.act(cloud);
            }
        }

        /** It still runs: what it has in memory and not on disk would be missing in the image. */
        record Stop(Server server) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                cloud.stopServer(server.id());
                throw new CloudException(
                        CloudException.Kind.RETRY_LATER,
                        "server '" + server.name() + "' is being stopped for its snapshot",
                        STOPPING,
                        null);
            }
        }

        /** It cannot be snapshotted any more. */
        record Fail(BuilderConverged builder, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return Bakes.fail(cloud, builder.family(), builder.bake(), null, words, now);
            }
        }

        /** The bake has ended, or has gone further. */
        record Over() implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return List.of();
            }
        }
    }

    static Decision decide(BuilderConverged builder, Seen seen, Instant now) {
        boolean baked = seen.family().stream()
                .anyMatch(image -> image.isOurs() && image.has(Marks.BAKE, builder.bake()) && !image.isCandidate());
        if (seen.record().isEmpty() || baked) {
            return new Decision.Over();
        }
        Optional<String> revoked = RevokedWork.bakeRefusal(seen.record().get());
        if (revoked.isPresent()) {
            return new Decision.Fail(builder, revoked.get(), now);
        }
        if (seen.recipe().flatMap(Recipe::builder).isEmpty()) {
            return new Decision.Fail(builder, "the recipe of '" + builder.family() + "' has no builder any more", now);
        }
        Optional<Image> made = seen.family().stream()
                .filter(image -> image.isOurs() && image.has(Marks.BAKE, builder.bake()))
                .findFirst();
        if (seen.server().isEmpty()) {
            // Once the image is complete its builder goes, and watch-image says so.
            return made.isPresent()
                    ? new Decision.Over()
                    : new Decision.Fail(builder, "the builder vanished before its snapshot", now);
        }
        Server server = seen.server().get();
        if (server.status() == ServerStatus.ERROR && made.isEmpty()) {
            String fault =
                    Optional.ofNullable(server.fault()).map(said -> ": " + said).orElse("");
            return new Decision.Fail(builder, "the builder went to ERROR before its snapshot" + fault, now);
        }
        if (server.isBusy() && made.isEmpty() && isLate(seen.record().get(), now)) {
            // Nova may say so for ever of a server that it has lost.
            String state = server.status() + (server.taskState() == null ? "" : ", " + server.taskState());
            return new Decision.Fail(builder, "the builder was still busy at the deadline: " + state, now);
        }
        Recipe recipe = seen.recipe().get();
        boolean running = server.status() == ServerStatus.ACTIVE && server.taskState() == null;
        if (recipe.builder().orElseThrow().stopFirst() && running && made.isEmpty()) {
            return new Decision.Stop(server);
        }
        Adoption bake = Adoption.ofBuilder(recipe, server, seen.record().get(), seen.live(), now);
        SnapshotClaim claim = new SnapshotClaim(seen.record().get(), false, seen.family());
        return new Decision.Snapshot(SnapshotClaim.decide(bake, claim));
    }

    /** Whether a builder that cannot be snapshotted yet will not become one that can; clocks differ. */
    private static boolean isLate(Image record, Instant now) {
        return record.time(Marks.DEADLINE)
                .filter(deadline -> now.isAfter(deadline.plus(SnapshotClaim.SKEW)))
                .isPresent();
    }
}
