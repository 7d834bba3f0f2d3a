package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.openstack.CloudException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an engine keeps when it is stopped or killed. */
public abstract class RestartContract extends EngineContract {
    /** Longer than an engine takes to stop. */
    private static final Duration AFTER_THE_STOP = Duration.ofSeconds(8);

    @Test
    void aRestartKeepsWhatWasPublished() {
        started();
        Instant time = Instant.now().plus(AFTER_THE_STOP);
        engine.publish(List.of(Bench.imageReady("b1").notBefore(time)));
        engine.close();
        assertThat(bench.runs("promote")).isEmpty();

        started();

        bench.awaitRuns("promote", 1);
        assertThat(bench.runs("promote").get(0).at()).isAfterOrEqualTo(time.minus(ROUNDING));
    }

    @Test
    void aRestartKeepsDeadLetters() {
        bench.failFirst("promote", 1, new CloudException(CloudException.Kind.GONE, "no such image"));
        started().publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("tell", 1);
        dead(1);
        engine.close();

        started();

        assertThat(dead(1).get(0).event()).isEqualTo(Bench.imageReady("b1").id());
    }

    @Test
    void aRestartRemembersEvents() {
        assumeTrue(underTest().remembersEvents(), "its queues have no memory; functions do no harm twice");

        bench.failFirst("promote", 1, new CloudException(CloudException.Kind.GONE, "no such image"));
        started().publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2")));
        bench.awaitRuns("tell", 1);
        bench.awaitRuns("promote", 2);
        engine.close();

        started().publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2"), Bench.imageReady("b3")));

        bench.awaitRuns("promote", 3);
        assertThat(bench.data("promote"))
                .last()
                .isEqualTo(Bench.imageReady("b3").data());
        dead(1);
    }

    @Test
    void stoppingLetsARunningFunctionFinish() {
        bench.on("promote", data -> {
            Thread.sleep(300);
            return List.of(Bench.promoted());
        });
        started().publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("promote", 1);
        engine.close();

        started();

        bench.awaitRuns("tell", 1);
        assertThat(bench.runs("promote")).hasSize(1);
    }

    @Test
    void nothingAcceptedIsLostWhenTheProcessIsKilled() throws Exception {
        int accepted = Bench.killAfter(underTest().startPublishing(), 150);
        started();

        List<String> causes = IntStream.range(0, accepted)
                .mapToObj(i -> ((ConfigRun) Bench.configRun(i).data()).cause())
                .toList();
        // Not their number: some may have come that were accepted and not printed any more.
        Bench.await(() -> bench.causes("bake").containsAll(causes));
        assertThat(bench.causes("bake")).containsAll(causes);
    }
}
