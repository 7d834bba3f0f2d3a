package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.function.RollOut;
import io.bakehouse.function.StartBake;
import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.platform.Callback;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans of bakes and rollouts: they change nothing, tell what follows, and bind. */
class PlansTest extends OnRollouts {
    private static final Recipe RECIPE = BuilderBakery.recipe();
    private static final Duration BUILD = Duration.ofMinutes(10);

    @Test
    void aPlannedBakeTellsWhatFollowsAndDoesIt() {
        bakery = new VirtualBakery(PracticeTimes.usual(), RECIPE);
        Plan plan = planBake("first");
        assertThat(plan.changes())
                .extracting(change -> change.verb() + " " + change.kind())
                .containsExactly(
                        "CREATE server",
                        "CREATE image",
                        "DELETE server",
                        "CREATE server",
                        "DELETE server",
                        "CHANGE image");
        assertThat(plan.changes().get(0).words()).contains(bakery.cloud.baseImage());
        assertThat(planBake("second").hash()).isEqualTo(plan.hash());
        assertThat(writes()).isEmpty();

        bakery.cloud.calls().reset();
        bake("third", plan.hash());
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat((double) bakery.cloud.calls().total()).isBetween(plan.apiCalls() * 0.7, plan.apiCalls() * 1.3);
        assertThat(planBake("fourth").hash()).isNotEqualTo(plan.hash());
    }

    @Test
    void aBakeThatDoesNotFitItsPlanAnyMoreIsRefused() {
        bakery = new VirtualBakery(PracticeTimes.usual(), RECIPE);
        Plan plan = planBake("first");
        bakery.engine.runFor(Duration.ofSeconds(1));
        bakery.cloud.addImage(bakery.cloud.site().project("demo"), "base", "private", Map.of());
        bakery.cloud.calls().reset();
        bakery.engine.publish(List.of(Event.of(EventType.BAKE_REQUESTED, wish("second", plan.hash()))));
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).containsExactly(EventType.BAKE_REFUSED);
        assertThat(bakery.endings().get(0).words()).contains("the plan " + plan.hash() + " does not fit any more");
        assertThat(writes()).isEmpty();
    }

    @Test
    void withoutAGateItTakesFewerCalls() {
        Recipe recipe = BuilderBakery.recipe(BuilderBakery.builder(Duration.ZERO), Optional.empty(), false);
        bakery = new VirtualBakery(PracticeTimes.usual(), recipe);
        Cloud cloud = bakery.cloud.cloud();
        Plan plan = new StartBake(cloud, new Recipes(List.of(recipe)), callback(), bakery.clock)
                .plan(wish("first", null), cloud.limits());
        bakery.cloud.calls().reset();
        BuilderBakery.request(bakery, "second");
        BuilderBakery.converge(bakery, BUILD);
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat((double) bakery.cloud.calls().total()).isBetween(plan.apiCalls() * 0.7, plan.apiCalls() * 1.3);
    }

    @Test
    void aSecondDeliveryOfAPlannedBakeNeedNotFitAnyMore() {
        bakery = new VirtualBakery(PracticeTimes.usual(), RECIPE);
        Event event = bake("first", planBake("plan").hash());
        // The new image has the name now, so the plan would be another.
        bakery.engine.publish(List.of(Event.of(event.type(), event.data(), "again")));
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(bakery.servers()).isEmpty();
    }

    @Test
    void whatCannotBeBakedIsPlannedAsNothingAndWhy() {
        bakery = new VirtualBakery(PracticeTimes.usual(), RECIPE);
        Cloud cloud = bakery.cloud.cloud();
        Recipes others = new Recipes(List.of(VirtualBakery.recipe(0, BUILD, 2)));
        Plan plan = new StartBake(cloud, others, callback(), bakery.clock).plan(wish("x", null), cloud.limits());
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes())
                .containsExactly("the recipe of 'web' has no section 'builder': it only adopts servers");
    }

    @Test
    void aPlannedRolloutIsCarriedOutOrRefused() {
        given(3, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        bakery.cloud.calls().reset();
        Plan plan = planRollout("first");
        assertThat(plan.changes()).hasSize(1 + 3);
        assertThat(planRollout("second").hash()).isEqualTo(plan.hash());
        assertThat(writes()).isEmpty();

        rollOut("unfit", "0123456789ab");
        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FAILED.wire());
        assertThat(lastEnd().words()).contains("the plan 0123456789ab does not fit any more");
        assertThat(of(before)).hasSize(3);
        rollOut("fit", plan.hash());
        assertAllReplaced();
        Plan done = planRollout("third");
        assertThat(done.changes()).isEmpty();
        assertThat(done.notes().get(0)).startsWith("all 3 servers are of image");
        assertNothingLeftBehind();
    }

    private List<String> writes() {
        return bakery.cloud.calls().all().keySet().stream()
                .filter(call -> !call.startsWith("GET ") && !call.startsWith("POST identity"))
                .toList();
    }

    private Plan planBake(String cause) {
        Cloud cloud = bakery.cloud.cloud();
        return new StartBake(cloud, new Recipes(List.of(RECIPE)), callback(), bakery.clock)
                .plan(wish(cause, null), cloud.limits());
    }

    private static Callback callback() {
        return new Callback(Optional.of("http://bakehouse.test:8080"), Optional.of(Functions.CALLBACK_SECRET));
    }

    private BakeRequested wish(String cause, String plan) {
        return new BakeRequested("web", cause, "a test wants it", plan, bakery.clock.instant());
    }

    private Event bake(String cause, String plan) {
        Event event = Event.of(EventType.BAKE_REQUESTED, wish(cause, plan));
        bakery.engine.publish(List.of(event));
        BuilderBakery.converge(bakery, BUILD);
        BuilderBakery.satisfy(bakery, BUILD);
        bakery.engine.runUntilQuiet(DAY);
        return event;
    }

    private Plan planRollout(String cause) {
        Recipes recipes = new Recipes(List.of(recipe(policy, List.of(), Map.of())));
        return new RollOut(bakery.cloud.cloud(), recipes, bakery.clock).plan(wanted(cause, null));
    }

    private void rollOut(String cause, String plan) {
        bakery.engine.publish(List.of(Event.of(EventType.ROLLOUT_REQUESTED, wanted(cause, plan))));
        bakery.engine.runUntilQuiet(DAY);
    }

    private RolloutRequested wanted(String cause, String plan) {
        return new RolloutRequested(
                "web", Ids.rollout("web", after, cause), after, cause, plan, bakery.clock.instant());
    }
}
