package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Health;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RolloutStarted;
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
 * Triggered by a rollout that was claimed, and again by itself until it has ended. Guarantees that there are never more
 * servers than wanted and surge, that no healthy one goes while too few would be left, and that it stops at the first wave
 * that does not get healthy. A second delivery counts again: it asks for servers only in a wave that nobody has claimed.
 */
@ApplicationScoped
public class WatchRollout {
    /** How long after its end a rollout waits for broken servers to go before it leaves them to the sweep. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;
    private final Probe probe;

    public WatchRollout(Cloud cloud, Recipes recipes, InstantSource clock, Probe probe) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
        this.probe = probe;
    }

    @Funq("watch-rollout")
    public List<Event> watchRollout(RolloutStarted rollout) {
        Optional<Recipe.Batch> recipe = recipes.family(rollout.family()).flatMap(Recipe::batch);
        List<Server> servers = cloud.servers(ServerQuery.ours());
        List<Image> records = RolloutRecords.ofFamily(cloud, rollout.family());
        Health health = recipe.map(Recipe.Batch::healthy).orElse(Health.ACTIVE);
        Checkup checkup = Checkup.of(probe, health, RolloutServers.unproven(rollout, servers));
        return decide(rollout, recipe, servers, records, checkup, clock.instant())
                .act(cloud);
    }

    static RolloutStep decide(
            RolloutStarted said,
            Optional<Recipe.Batch> recipe,
            List<Server> listed,
            List<Image> records,
            Checkup checkup,
            Instant now) {
        Optional<Image> record = RolloutRecords.find(records, said.rollout());
        if (record.filter(Records::isOpen).isEmpty()) {
            return new RolloutStep.Over(record);
        }
        Optional<String> givenUp = record.get().mark(Marks.GIVEN_UP);
        RolloutStarted rollout =
                said.failure() == null && givenUp.isPresent() ? said.failing(givenUp.get(), now) : said;
        List<Image> waves = RolloutRecords.waves(records, rollout.rollout());
        RolloutServers servers = RolloutServers.of(rollout, listed, records, checkup, now);
        RolloutStep.Look look = new RolloutStep.Look(rollout, servers.proven(), waves, now);
        if (rollout.failure() != null) {
            return givenUp.isPresent() ? leave(look, servers) : new RolloutStep.GiveUp(look, now.plus(SOON));
        }
        int unavailable = recipe.map(it -> it.rollout().maxUnavailable()).orElse(0);
        Replacement numbers = servers.numbers(rollout, unavailable);
        if (recipe.isEmpty() || !now.isBefore(rollout.deadline())) {
            String why = recipe.isEmpty()
                    ? "the recipe has no section 'batch' any more"
                    : "it was not done by its deadline " + rollout.deadline();
            return stop(look, numbers, why);
        }
        Replacement.Step step = numbers.next(!now.isBefore(rollout.waveDeadline()));
        Optional<String> revoked = RevokedWork.refusal(record.get());
        if (revoked.isPresent() && step.kind() != Replacement.Kind.FINISH) {
            return stop(look, numbers, revoked.get());
        }
        return switch (step.kind()) {
            case WAIT -> new RolloutStep.Wait(look, next(look, numbers, recipe.get()));
            case CREATE -> create(look, servers, numbers, recipe.get(), step.count());
            case DELETE_OLD -> delete(look, recipe.get(), first(servers.old(), step.count()));
            case DELETE_SURPLUS ->
                delete(
                        look,
                        recipe.get(),
                        Spread.surplus(recipe.get(), servers.own(), Math.min(step.count(), WatchBatch.DELETIONS)));
            case FINISH -> new RolloutStep.Finish(look);
            case BROKEN -> stop(look, numbers, broken(servers, recipe.get()));
            case STUCK -> stop(look, numbers, servers.leaving().size() + " servers could not be deleted");
        };
    }

    private static RolloutStep create(
            RolloutStep.Look look, RolloutServers servers, Replacement numbers, Recipe.Batch recipe, int count) {
        Optional<Image> latest = RolloutRecords.latest(look.waves());
        int wave = latest.map(claim -> RolloutRecords.number(claim, Marks.WAVE)).orElse(0);
        Instant free = latest.map(claim -> claim.createdAt().plus(RolloutRecords.CLAIM))
                .orElse(look.now());
        if (wave > look.rollout().wave() && free.isAfter(look.now())) {
            return new RolloutStep.Wait(look, free);
        }
        return new RolloutStep.Create(look, recipe, servers.own(), numbers, count, wave + 1);
    }

    private static RolloutStep delete(RolloutStep.Look look, Recipe.Batch recipe, List<Server> servers) {
        Instant until = look.now().plus(recipe.rollout().deadline());
        RolloutStarted wave = look.rollout().inWave(look.rollout().wave(), look.now(), until);
        return new RolloutStep.Delete(look.with(wave), servers, look.now().plus(SOON));
    }

    /** It was given up: what never was healthy goes first. */
    private static RolloutStep leave(RolloutStep.Look look, RolloutServers servers) {
        boolean over = (servers.never().isEmpty() && servers.leaving().isEmpty())
                || look.now().isAfter(look.rollout().waveDeadline().plus(PATIENCE));
        return over
                ? new RolloutStep.Fail(look, servers.well().size())
                : new RolloutStep.Delete(
                        look,
                        first(servers.never(), servers.never().size()),
                        look.now().plus(SOON));
    }

    private static RolloutStep stop(RolloutStep.Look look, Replacement numbers, String why) {
        String words = numbers.words(why, look.rollout().image());
        return new RolloutStep.GiveUp(
                look.with(look.rollout().failing(words, look.now())), look.now().plus(SOON));
    }

    private static Instant next(RolloutStep.Look look, Replacement numbers, Recipe.Batch recipe) {
        RolloutStarted rollout = look.rollout();
        Integer expected =
                numbers.pending() > 0 ? (Integer) (int) recipe.expected().toSeconds() : null;
        Instant next = Looks.next(rollout.waveStartedAt(), expected, look.now(), rollout.waveDeadline());
        return next.isAfter(look.now().plus(SOON)) ? next : look.now().plus(SOON);
    }

    private static String broken(RolloutServers servers, Recipe.Batch recipe) {
        List<Server> error = servers.broken().stream()
                .filter(server -> server.status() == ServerStatus.ERROR)
                .toList();
        if (error.isEmpty()) {
            return servers.broken().size() + " new servers were not healthy in time ("
                    + recipe.healthy().words() + ")";
        }
        String fault = error.get(0).fault() == null
                ? ""
                : "; Nova says: " + error.get(0).fault();
        return error.size() + " new servers went to ERROR" + fault;
    }

    private static List<Server> first(List<Server> servers, int count) {
        return servers.subList(0, Math.min(Math.min(servers.size(), count), WatchBatch.DELETIONS));
    }
}
