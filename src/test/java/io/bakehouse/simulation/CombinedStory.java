package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.practice.FaultRule;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One bake with a builder from its request to its end, in which builders and canaries report as soon as they run, whenever
 * that is; what the bakery asks of the cloud, and how events reach its functions, can be disturbed.
 */
final class CombinedStory {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
    final PracticeModel cloud = new PracticeModel(clock, PracticeTimes.usual(), "virtual");
    final List<Event> sent = new ArrayList<>();
    final VirtualEngine engine;
    final VirtualBakery bakery;
    final FunctionInvocation functions;
    private final Set<String> reported = new HashSet<>();
    private boolean calm;

    CombinedStory(Recipe recipe, UnaryOperator<Cloud> around, UnaryOperator<FunctionInvocation> delivery) {
        functions = new Functions(around.apply(cloud.cloud()), new Recipes(List.of(recipe)), clock, sent::add);
        engine = new VirtualEngine(clock, FunctionTable.packaged(), delivery.apply(functions));
        bakery = new VirtualBakery(clock, cloud, engine);
    }

    static CombinedStory undisturbed() {
        return new CombinedStory(BuilderBakery.recipe(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** A rule that spoils what the bakery asks, and not what its servers and this test do. */
    CombinedStory spoiled(FaultRule rule) {
        cloud.faults().add(call -> calm ? io.bakehouse.practice.Fault.NONE : rule.judge(call));
        return this;
    }

    CombinedStory request() {
        BuilderBakery.request(bakery, "c-1");
        return this;
    }

    /** So many minutes pass: the schedule of the sweep fires in every fifth. */
    CombinedStory pass(int minutes) {
        for (int i = 1; i <= minutes; i++) {
            engine.runFor(MINUTE);
            calm = true;
            report();
            calm = false;
            if (i % 5 == 0) {
                Instant slot = clock.instant();
                engine.publish(List.of(Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot)));
            }
        }
        calm = true;
        return this;
    }

    /** Whatever runs and has not reported yet does so. */
    void report() {
        for (String role : List.of(Marks.ROLE_BUILDER, Marks.ROLE_CANARY)) {
            for (Server server : BuilderBakery.servers(bakery, role)) {
                if (server.status() == ServerStatus.ACTIVE && reported.add(server.id())) {
                    boolean builder = role.equals(Marks.ROLE_BUILDER);
                    RunStatus status = builder ? RunStatus.CHANGED : RunStatus.UNCHANGED;
                    BuilderBakery.report(bakery, BuilderBakery.phoneHome(bakery, server, "ed25519:" + server.id()));
                    BuilderBakery.report(
                            bakery, BuilderBakery.run(bakery, server, status, builder ? 9 : 0, server.id()));
                }
            }
        }
    }

    /** How the bake ended, leaving out what was said of single reports. */
    List<Ending> endings() {
        return sent.stream()
                .map(event -> (Ending) event.data())
                .filter(ending -> ending.bake() != null)
                .toList();
    }

    List<String> types() {
        return endings().stream().map(Ending::type).toList();
    }

    void assertPromotedOnce(String why) {
        assertThat(types()).as("%s: %s", why, endings()).containsExactly(EventType.IMAGE_PROMOTED.wire());
        assertThat(bakery.named()).as(why).hasSize(1);
        assertThat(bakery.images()).as(why).hasSize(1);
        Image image = bakery.named().get(0);
        List<VolumeSnapshot> behind = cloud.cloud().volumeSnapshots();
        assertThat(behind).as(why).extracting(VolumeSnapshot::id).isEqualTo(image.volumeSnapshots());
        assertThat(behind).as(why).allMatch(VolumeSnapshot::isOurs);
        assertThat(cloud.cloud().volumes()).as(why).hasSameSizeAs(behind);
        if (!behind.isEmpty()) {
            assertThat(image.mark(Marks.SELF)).as(why).contains(image.id());
        }
        assertNothingIsLeft(why);
    }

    void assertNothingIsLeft(String why) {
        assertThat(bakery.servers()).as(why).isEmpty();
        assertThat(bakery.open()).as(why).isEmpty();
        assertThat(engine.deadLetters()).as(why).isEmpty();
    }
}
