package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.platform.CloudNews;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a finished config run. Guarantees that at most one snapshot per bake is asked for, and that the image has
 * its marks from its first instant; a run on a builder or canary of ours moves that server's bake on instead. A second
 * delivery finds the claim taken and reports the snapshot that is under way.
 */
@ApplicationScoped
public class RequestSnapshot {
    private final Cloud cloud;
    private final Recipes recipes;
    private final CloudNews news;
    private final InstantSource clock;

    public RequestSnapshot(Cloud cloud, Recipes recipes, CloudNews news, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.news = news;
        this.clock = clock;
    }

    @Funq("request-snapshot")
    public List<Event> requestSnapshot(ConfigRun run) {
        return decide(run, WhichServer.find(cloud, run), recipes, news.isLive(), clock.instant())
                .act(cloud);
    }

    /** What a config run leads to. */
    sealed interface Decision
            permits DriftReport, BakeReport.Note, BakeReport.Fail, Decision.Adopt, Decision.Wait, Decision.Refuse {
        List<Event> act(Cloud cloud);

        /** The server becomes an image of the family, unless another delivery is about it already. */
        record Adopt(Adoption bake) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                // Only for the estimate of when to look: of a bake that nobody has claimed before there is no image.
                List<Image> family = bake.noticed() ? List.of() : SnapshotClaim.family(cloud, bake);
                boolean won =
                        cloud.createRecord(Records.ofBake(bake.id()), "bakehouse-bake-" + bake.id(), bake.record());
                SnapshotClaim claim = won ? SnapshotClaim.won(family) : SnapshotClaim.taken(cloud, bake);
                return SnapshotClaim.decide(bake, claim).act(cloud);
            }
        }

        /**
         * Nobody can ask for a snapshot now, so nobody claims the bake: the claim would outlast whatever keeps the server
         * busy, unless that is this bake's own snapshot.
         */
        record Wait(Adoption bake) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return SnapshotClaim.decide(bake, SnapshotClaim.unclaimed(cloud, bake))
                        .act(cloud);
            }
        }

        /** Nothing will be baked. */
        record Refuse(ConfigRun run, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                String type = EventType.BAKE_REFUSED.wire();
                return List.of(new Ending(type, run.family(), null, null, null, null, run.cause(), words, now).event());
            }
        }
    }

    /**
     * What to do about the run.
     *
     * @param live whether the cloud says by itself what becomes of images
     */
    static Decision decide(ConfigRun run, List<Server> found, Recipes recipes, boolean live, Instant now) {
        if (run.caller() != null || BakeReport.subject(run, found).isPresent()) {
            return BakeReport.decide(run, found, recipes, now);
        }
        Optional<Decision> drift = DriftReport.of(run, found, recipes, now);
        if (drift.isPresent()) {
            return drift.get();
        }
        WhichServer.Answer answer = WhichServer.decide(run, found, recipes);
        if (answer.refusal() != null) {
            return new Decision.Refuse(run, answer.refusal(), now);
        }
        Server server = answer.server();
        Recipe recipe = answer.recipe();
        if (!recipe.adopt().when().contains(run.status())) {
            return new Decision.Refuse(
                    run,
                    "the outcome of the run is '" + run.status().word() + "' and the recipe of '" + recipe.family()
                            + "' bakes only on " + recipe.adopt().whenWords(),
                    now);
        }
        if (server.status() == ServerStatus.ERROR) {
            String fault = server.fault() == null ? "" : ": " + server.fault();
            return new Decision.Refuse(run, "server '" + server.name() + "' is in ERROR" + fault, now);
        }
        Adoption bake = Adoption.of(run, recipe, server, live, now);
        return server.isBusy() ? new Decision.Wait(bake) : new Decision.Adopt(bake);
    }
}
