package io.bakehouse.simulation;

import static io.bakehouse.simulation.BuilderBakery.DEADLINE;
import static io.bakehouse.simulation.BuilderBakery.converge;
import static io.bakehouse.simulation.BuilderBakery.phoneHome;
import static io.bakehouse.simulation.BuilderBakery.report;
import static io.bakehouse.simulation.BuilderBakery.request;
import static io.bakehouse.simulation.BuilderBakery.run;
import static io.bakehouse.simulation.BuilderBakery.satisfy;
import static io.bakehouse.simulation.BuilderBakery.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.practice.PracticeQuota;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything that can go wrong on the combined route ends in words, and leaves nothing behind. */
class BakeFaultsTest {
    private static final Duration LIMIT = Duration.ofHours(4);
    private static final Duration BUILD = Duration.ofMinutes(10);

    private VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), BuilderBakery.recipe());

    @Test
    void aBuilderThatGoesToError() {
        bakery.cloud.faults().plant("web-*", "failboot");
        request(bakery, "c");
        endsWith(EventType.BAKE_FAILED, "the builder went to ERROR");
    }

    @Test
    void aConfigRunThatNeverArrives() {
        request(bakery, "c");
        endsWith(EventType.BAKE_FAILED, "did not report within " + DEADLINE.toMinutes() + " min");
    }

    @Test
    void aConfigRunThatArrivesTwice() {
        request(bakery, "c");
        bakery.engine.runFor(BUILD);
        ConfigRun run = run(bakery, server(bakery, Marks.ROLE_BUILDER), RunStatus.CHANGED, 3, "twice");
        for (int i = 0; i < 3; i++) {
            bakery.engine.publish(
                    List.of(io.bakehouse.model.Event.of(EventType.CONFIG_RUN_FINISHED, run, "delivery", i)));
        }
        satisfy(bakery, Duration.ofMinutes(8));
        endsWith(EventType.IMAGE_PROMOTED, "");
    }

    @Test
    void aCallbackThatIsUsedAgain() {
        request(bakery, "c");
        Server builder = converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofSeconds(30));
        report(bakery, run(bakery, builder, RunStatus.FAILED, 1, "another-run"));
        satisfy(bakery, Duration.ofMinutes(8));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.BAKE_REFUSED, EventType.IMAGE_PROMOTED);
        assertThat(bakery.endings().get(0).words()).contains("has reported already");
        report(bakery, run(bakery, builder, RunStatus.CHANGED, 1, "after-the-end"));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.endings().get(2).words()).contains("is gone: the bake has ended");
        nothingIsLeft();
    }

    @Test
    void aStrangerWithTheBuildersCallback() {
        request(bakery, "c");
        bakery.engine.runFor(BUILD);
        Server builder = server(bakery, Marks.ROLE_BUILDER);
        ConfigRun stolen = phoneHome(bakery, builder, "ed25519:x");
        ConfigRun other = new ConfigRun(
                stolen.sender(),
                "other",
                stolen.status(),
                List.of("evil"),
                List.of("11111111-2222-4333-8444-555555555555"),
                null,
                null,
                null,
                null,
                null,
                stolen.caller(),
                List.of(),
                null,
                stolen.receivedAt());
        report(bakery, other);
        bakery.engine.runFor(Duration.ofMinutes(1));
        assertThat(bakery.endings().get(0).words()).contains("another server than the builder");
        assertThat(server(bakery, Marks.ROLE_BUILDER).mark(Marks.RUN)).isEmpty();
    }

    @Test
    void aConfigRunThatFails() {
        request(bakery, "c");
        bakery.engine.runFor(BUILD);
        report(bakery, run(bakery, server(bakery, Marks.ROLE_BUILDER), RunStatus.FAILED, 1, "bad"));
        endsWith(EventType.BAKE_FAILED, "Package[nginx] could not be installed");
    }

    @Test
    void aBuilderThatIsKeptForPeopleGoesLater() {
        Duration keep = Duration.ofHours(2);
        bakery = new VirtualBakery(
                PracticeTimes.usual(),
                BuilderBakery.recipe(BuilderBakery.builder(keep), Optional.of(BuilderBakery.verification()), false));
        request(bakery, "c");
        bakery.engine.runFor(BUILD);
        report(bakery, run(bakery, server(bakery, Marks.ROLE_BUILDER), RunStatus.FAILED, 1, "bad"));
        bakery.engine.runUntilQuiet(LIMIT);
        bakery.sweep(12);
        assertThat(server(bakery, Marks.ROLE_BUILDER).mark(Marks.KEEP_UNTIL)).isPresent();
        bakery.sweep(16);
        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
        nothingIsLeft();
    }

    @Test
    void aCanaryThatGoesToError() {
        bakery.cloud.faults().plant("*-canary", "failboot");
        request(bakery, "c");
        converge(bakery, BUILD);
        endsWith(EventType.IMAGE_REJECTED, "the canary went to ERROR");
    }

    @Test
    void aCanaryThatNeverAnswers() {
        request(bakery, "c");
        converge(bakery, BUILD);
        endsWith(EventType.IMAGE_REJECTED, "at its deadline the canary still lacked: a config run");
    }

    @Test
    void aCanaryWhoseRunFails() {
        request(bakery, "c");
        converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofMinutes(8));
        report(bakery, run(bakery, server(bakery, Marks.ROLE_CANARY), RunStatus.FAILED, 1, "bad"));
        endsWith(EventType.IMAGE_REJECTED, "Package[nginx] could not be installed");
    }

    @Test
    void aBuilderThatVanishesBeforeItsRun() {
        request(bakery, "c");
        bakery.engine.runFor(BUILD);
        bakery.cloud.cloud().deleteServer(server(bakery, Marks.ROLE_BUILDER).id());
        endsWith(EventType.BAKE_FAILED, "the builder vanished");
    }

    @Test
    void aBuilderThatVanishesBeforeItsSnapshot() {
        request(bakery, "c");
        Server builder = converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofSeconds(1));
        bakery.cloud.cloud().deleteServer(builder.id());
        endsWith(EventType.BAKE_FAILED, "the builder vanished before its snapshot");
    }

    @Test
    void anImageThatIsDeletedByHandWhileItIsMade() {
        request(bakery, "c");
        converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofMinutes(2));
        bakery.cloud.cloud().deleteImage(bakery.images().get(0).id());
        endsWith(EventType.BAKE_FAILED, "the image vanished");
    }

    @Test
    void anImageThatIsDeletedByHandWhileItIsVerified() {
        request(bakery, "c");
        converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofMinutes(8));
        bakery.cloud.cloud().deleteImage(bakery.images().get(0).id());
        report(bakery, run(bakery, server(bakery, Marks.ROLE_CANARY), RunStatus.CHANGED, 1, "drift"));
        endsWith(EventType.BAKE_FAILED, "the image is gone");
    }

    @Test
    void noQuotaForTheBuilder() {
        noMoreServers();
        request(bakery, "c");
        endsWith(EventType.BAKE_FAILED, "no builder could be booted");
    }

    @Test
    void noQuotaForTheCanary() {
        request(bakery, "c");
        converge(bakery, BUILD);
        bakery.engine.runFor(Duration.ofMinutes(1));
        noMoreServers();
        endsWith(EventType.BAKE_FAILED, "no canary could be booted");
        assertThat(bakery.images()).isEmpty();
    }

    private void noMoreServers() {
        bakery.cloud.quotas().set(bakery.cloud.site().project("demo"), new PracticeQuota(0, -1, -1));
    }

    @Test
    void noBuilderInTheRecipe() {
        VirtualBakery other = new VirtualBakery(PracticeTimes.usual(), VirtualBakery.recipe(0, LIMIT, 0));
        request(other, "c");
        other.engine.runUntilQuiet(LIMIT);
        assertThat(other.endings().get(0).words()).contains("no section 'builder'");
    }

    private void endsWith(EventType type, String words) {
        bakery.engine.runUntilQuiet(LIMIT);
        bakery.sweep(3);
        bakery.engine.runUntilQuiet(LIMIT);
        List<Ending> ends = bakery.endings();
        assertThat(bakery.ends()).as("%s", ends).containsExactly(type);
        assertThat(ends.get(0).words()).contains(words);
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        bakery.sweep(3);
        assertThat(bakery.servers()).isEmpty();
        assertThat(bakery.open()).isEmpty();
        assertThat(bakery.engine.deadLetters()).isEmpty();
        List<Image> candidates =
                bakery.cloud.cloud().images(ImageQuery.ours().with(Marks.STATE, Marks.STATE_CANDIDATE));
        assertThat(candidates).isEmpty();
    }
}
