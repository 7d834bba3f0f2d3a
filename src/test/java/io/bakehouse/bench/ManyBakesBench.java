package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.SharedLooks;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.simulation.BuilderBakery;
import io.bakehouse.simulation.Functions;
import io.bakehouse.simulation.VirtualBakery;
import io.bakehouse.simulation.VirtualClock;
import io.bakehouse.simulation.VirtualEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What waiting costs when 200 families are baked at once: list calls per look, a look being a moment at which anybody
 * looks at all. Real functions on virtual time.
 */
@Tag("bench")
class ManyBakesBench {
    private static final int FAMILIES = 200;
    private static final Duration BUILD = Duration.ofMinutes(10);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final PracticeTimes times =
            PracticeTimes.usual().snapshotIn(Duration.ofMinutes(5)).bootIn(Duration.ofMinutes(1), 1000);
    private final PracticeModel model = new PracticeModel(clock, times, "bench");
    private final Set<Instant> looks = new HashSet<>();
    private double most;

    @Test
    void rebakeOf200Families() {
        List<Recipe> recipes = new ArrayList<>();
        for (int i = 0; i < FAMILIES; i++) {
            recipes.add(BuilderBakery.recipe("family-" + i));
        }
        Cloud cloud = new SharedLooks(model.cloud(), clock);
        Functions functions = new Functions(cloud, new Recipes(recipes), clock, event -> {});
        VirtualEngine engine = new VirtualEngine(clock, FunctionTable.packaged(), (function, data) -> {
            if (function.startsWith("watch-")) {
                looks.add(clock.instant());
            }
            return functions.invoke(function, data);
        });
        VirtualBakery bakery = new VirtualBakery(clock, model, engine);
        for (Recipe recipe : recipes) {
            engine.publish(List.of(Event.of(
                    EventType.BAKE_REQUESTED,
                    new BakeRequested(recipe.family(), recipe.family(), "bench", null, clock.instant()))));
        }
        engine.runFor(Duration.ofSeconds(20));
        wait(engine, "builders", "GET compute/servers/detail", BUILD);
        BuilderBakery.servers(bakery, Marks.ROLE_BUILDER)
                .forEach(server -> BuilderBakery.report(
                        bakery, BuilderBakery.run(bakery, server, RunStatus.CHANGED, 9, server.id())));
        engine.runFor(Duration.ofSeconds(40));
        wait(engine, "images", "GET image/v2/images", Duration.ofSeconds(230));
        engine.runFor(Duration.ofMinutes(3));
        assertThat(BuilderBakery.servers(bakery, Marks.ROLE_CANARY)).hasSize(FAMILIES);
        wait(engine, "canaries", "GET compute/servers/detail", Duration.ofMinutes(5));
        Figures.print("rebake-200-families-api-calls-per-look", most, "calls");
        assertThat(most).isLessThanOrEqualTo(1);
    }

    /** Lists of that kind while nothing but waiting goes on. */
    private void wait(VirtualEngine engine, String what, String call, Duration time) {
        looks.clear();
        long before = model.calls().of(call);
        engine.runFor(time);
        long lists = model.calls().of(call) - before;
        System.out.println("  " + what + ": " + lists + " lists in " + looks.size() + " looks for " + FAMILIES);
        if (!looks.isEmpty()) {
            most = Math.max(most, (double) lists / looks.size());
        }
    }
}
