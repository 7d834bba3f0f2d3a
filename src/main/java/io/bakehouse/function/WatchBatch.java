package io.bakehouse.function;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.Health;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Probe;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a batch that was started, and again by itself until it is finished. Guarantees that the batch ends with
 * exactly the wanted number of servers, or with none and a reason. A second delivery only looks: it creates and deletes
 * nothing unless the batch's record is still open.
 */
@ApplicationScoped
public class WatchBatch {
    /** Most servers deleted in one step, so that it ends within its time limit. */
    static final int DELETIONS = 50;

    /** How long after its deadline a batch waits for its last servers to go before it leaves them to the sweep. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration DELETION_LOOK = Duration.ofSeconds(2);

    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;
    private final Probe probe;

    public WatchBatch(Cloud cloud, Recipes recipes, InstantSource clock, Probe probe) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
        this.probe = probe;
    }

    @Funq("watch-batch")
    public List<Event> watchBatch(BatchStarted batch) {
        Optional<Recipe.Batch> recipe = recipes.family(batch.family()).flatMap(Recipe::batch);
        List<Server> servers = cloud.servers(ServerQuery.batch(batch.batch()));
        return decide(batch, recipe, servers, checkup(batch, recipe, servers), clock.instant())
                .act(cloud);
    }

    /** Before all of them are ACTIVE it does not matter who answers. */
    private Checkup checkup(BatchStarted batch, Optional<Recipe.Batch> recipe, List<Server> listed) {
        List<Server> active = mine(batch, listed).stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE)
                .toList();
        Health health = recipe.map(Recipe.Batch::healthy).orElse(Health.ACTIVE);
        return active.size() < batch.count() ? Checkup.none() : Checkup.of(probe, health, active);
    }

    static BatchStep decide(
            BatchStarted batch, Optional<Recipe.Batch> recipe, List<Server> listed, Checkup checkup, Instant now) {
        List<Server> servers = mine(batch, listed);
        List<Server> staying =
                servers.stream().filter(server -> !server.isLeaving()).toList();
        Instant soon = now.plus(DELETION_LOOK);
        if (batch.failure() != null) {
            boolean over = servers.isEmpty() || now.isAfter(batch.deadline().plus(PATIENCE));
            return over ? new BatchStep.Fail(batch, soon, now) : new BatchStep.Delete(batch, some(staying), soon);
        }
        boolean complete = servers.size() == batch.count()
                && servers.stream().allMatch(server -> server.status() == ServerStatus.ACTIVE && !server.isLeaving());
        if (complete && servers.stream().allMatch(checkup::isWell)) {
            return new BatchStep.Ready(batch, now);
        }
        if (batch.isNoticed()) {
            return new BatchStep.Wait(batch, batch.deadline());
        }
        List<Server> broken = staying.stream()
                .filter(server -> server.status() == ServerStatus.ERROR)
                .toList();
        String failure = failure(batch, recipe, staying, broken, now);
        if (failure != null) {
            return new BatchStep.Delete(batch.failing(failure), some(staying), soon);
        }
        if (!broken.isEmpty()) {
            List<Server> some = some(broken);
            return new BatchStep.Delete(batch.replacing(some.size()), some, soon);
        }
        if (staying.size() < batch.count()) {
            return new BatchStep.TopUp(batch, recipe.orElseThrow(), staying, batch.count() - staying.size());
        }
        if (staying.size() > batch.count()) {
            int many = Math.min(staying.size() - batch.count(), DELETIONS);
            return new BatchStep.Delete(batch, Spread.surplus(recipe.orElseThrow(), staying, many), soon);
        }
        int expected = (int) recipe.orElseThrow().expected().toSeconds();
        return new BatchStep.Wait(batch, Looks.next(batch.startedAt(), expected, now, batch.deadline()));
    }

    /** Why the batch must be given up, or null. */
    private static String failure(
            BatchStarted batch, Optional<Recipe.Batch> recipe, List<Server> staying, List<Server> broken, Instant now) {
        if (recipe.isEmpty()) {
            return "the recipe of '" + batch.family() + "' has no section 'batch' any more";
        }
        if (batch.replaced() + broken.size() > recipe.get().replacements()) {
            Server first = broken.isEmpty() ? null : broken.get(0);
            return (batch.replaced() + broken.size()) + " servers went to ERROR and "
                    + recipe.get().replacements() + " may be replaced"
                    + (first == null || first.fault() == null ? "" : "; Nova says: " + first.fault());
        }
        if (!now.isBefore(batch.deadline())) {
            long active = staying.stream()
                    .filter(server -> server.status() == ServerStatus.ACTIVE)
                    .count();
            return active < batch.count()
                    ? "only " + active + " of " + batch.count() + " servers were active at the deadline"
                    : "not all of " + batch.count() + " servers answered as expected at the deadline: "
                            + recipe.get().healthy().words();
        }
        return null;
    }

    private static List<Server> mine(BatchStarted batch, List<Server> listed) {
        return listed.stream()
                .filter(server -> server.isOurs() && server.mark(Marks.BATCH).equals(Optional.of(batch.batch())))
                .sorted(Server.SENIORITY)
                .toList();
    }

    private static List<Server> some(List<Server> servers) {
        return servers.subList(0, Math.min(servers.size(), DELETIONS));
    }
}
