package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.Verification;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs of the simulation that broke a promise, retold with what it took only. */
class SeedStoriesTest {
    private static final Duration LIMIT = Duration.ofHours(4);
    private static final Duration BUILD = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(90);
    private static final String CHANGE_IMAGE = "PATCH image/v2/images/{id}";

    @Test
    void seed2834ARequestThatComesAgainWhileItsImageWaitsForAnApproval() {
        VirtualBakery bakery = new VirtualBakery(
                PracticeTimes.usual(),
                BuilderBakery.recipe(VolumeBakeTest.RECIPE.builder().get(), gate(), true));
        Instant begin = bakery.clock.instant();
        Event request = BuilderBakery.request(bakery, "c");
        BuilderBakery.converge(bakery, BUILD);
        canary(bakery);
        BuilderBakery.satisfy(bakery, Duration.ofSeconds(75));
        bakery.engine.runFor(Duration.ofSeconds(20));
        assertThat(bakery.ends()).containsExactly(EventType.APPROVAL_REQUESTED);
        // Not so late that a delivery would not take a claim over.
        assertThat(Duration.between(begin, bakery.clock.instant())).isBetween(SHORT, SHORT.multipliedBy(4));
        bakery.engine.publish(List.of(new Event(request.type(), "again", null, request.data())));
        bakery.engine.runFor(Duration.ofMinutes(1));
        assertThat(BuilderBakery.servers(bakery, Marks.ROLE_BUILDER)).isEmpty();
        assertThat(bakery.ends()).containsExactly(EventType.APPROVAL_REQUESTED);
    }

    @Test
    void seed4587ALateLookAtTheBuilderWhileItsImageIsBeingRejected() {
        VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), BuilderBakery.recipe());
        BuilderBakery.request(bakery, "c");
        Instant begin = bakery.clock.instant();
        Server builder = BuilderBakery.converge(bakery, BUILD);
        Server canary = canary(bakery);
        int[] changes = {0};
        bakery.cloud
                .faults()
                .add(call -> call.template().equals(CHANGE_IMAGE) && ++changes[0] == 2
                        ? Fault.refused(429, Duration.ofMinutes(1))
                        : Fault.NONE);
        BuilderBakery.report(bakery, BuilderBakery.run(bakery, canary, RunStatus.FAILED, 1, "bad"));
        bakery.engine.runFor(Duration.ofSeconds(5));
        BuilderStarted look = new BuilderStarted(
                "web", builder.metadata().get(Marks.BAKE), begin, begin.plus(BuilderBakery.DEADLINE), 7, true);
        bakery.engine.publish(List.of(Event.of(EventType.BUILDER_STARTED, look, "late")));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(changes[0]).isGreaterThan(2);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_REJECTED);
    }

    @Test
    void seed6363ABuilderThatFailedAndWentBeforeAnybodyCouldSaySo() {
        VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), BuilderBakery.recipe());
        bakery.cloud.faults().plant("web-*", "failboot").next("DELETE compute/servers/{id}", 1, Fault.answerLost());
        BuilderBakery.request(bakery, "c");
        bakery.engine.runFor(Duration.ofSeconds(45));
        bakery.engine.lose(EventType.BUILDER_STARTED);
        bakery.sweep(6);
        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
        assertThat(bakery.open()).isEmpty();
    }

    @Test
    void seed4028AnAnswerThatIsLostAndAListThatLagsMakeNoSecondSnapshot() {
        VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), VolumeBakeTest.RECIPE);
        boolean[] lost = {false};
        bakery.cloud.faults().add(call -> {
            if (call.template().equals(CHANGE_IMAGE) && !lost[0]) {
                lost[0] = true;
                return Fault.answerLost();
            }
            boolean lags = lost[0] && call.template().equals("GET image/v2/images");
            return lags ? Fault.stale(Duration.ofSeconds(10)) : Fault.NONE;
        });
        BuilderBakery.request(bakery, "c");
        BuilderBakery.converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofSeconds(40));
        assertThat(lost[0]).isTrue();
        assertThat(bakery.cloud.cloud().volumeSnapshots()).hasSize(1);
    }

    /** Runs until there is one. */
    private static Server canary(VirtualBakery bakery) {
        for (int i = 0;
                i < 120 && BuilderBakery.servers(bakery, Marks.ROLE_CANARY).isEmpty();
                i++) {
            bakery.engine.runFor(Duration.ofSeconds(5));
        }
        return BuilderBakery.server(bakery, Marks.ROLE_CANARY);
    }

    @Test
    void seed1395AListThatStillShowsTheImageAsUnfinishedFailsNoBake() {
        VirtualBakery bakery = new VirtualBakery(
                PracticeTimes.usual().snapshotIn(Duration.ofSeconds(60)),
                VirtualBakery.recipe(0, Duration.ofHours(1), 2));
        bakery.cloud.addConvergedServer("node-01");
        bakery.converged("node-01", "run-1");
        bakery.engine.runFor(Duration.ofSeconds(62));
        Image image = bakery.images().get(0);
        ImageReady ready =
                new ImageReady("web", image.mark(Marks.BAKE).orElseThrow(), image.id(), bakery.clock.instant(), 60);
        bakery.cloud.faults().next("GET image/v2/images", 1, Fault.stale(Duration.ofSeconds(20)));
        bakery.engine.publish(List.of(Event.of(EventType.IMAGE_VERIFIED, new ImageVerified(ready, false, null))));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
    }

    private static Optional<Verification> gate() {
        return Optional.of(BuilderBakery.verification());
    }
}
