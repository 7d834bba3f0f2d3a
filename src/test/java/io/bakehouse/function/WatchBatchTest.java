package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Health;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.simulation.VirtualProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchBatchTest {
    private static final BatchStarted BATCH =
            new BatchStarted("web", "web-b1", "i1", 4, NOW.minusSeconds(60), NOW.plusSeconds(600), 0, null, 1, true);

    @Test
    void isReadyWithExactlyTheWantedServers() {
        assertThat(decide(BATCH, servers(4, ServerStatus.ACTIVE))).isEqualTo(new BatchStep.Ready(BATCH, NOW));
    }

    @Test
    void waitsForThoseThatStillBuild() {
        List<Server> servers = servers(4, ServerStatus.ACTIVE);
        servers.set(2, server(2, ServerStatus.BUILD));
        assertThat(decide(BATCH, servers)).isInstanceOf(BatchStep.Wait.class);
    }

    @Test
    void asksForTheMissingOnes() {
        assertThat(((BatchStep.TopUp) decide(BATCH, servers(1, ServerStatus.ACTIVE))).missing())
                .isEqualTo(3);
    }

    @Test
    void deletesTheYoungestOfTooMany() {
        List<Server> servers = servers(6, ServerStatus.ACTIVE);
        BatchStep.Delete delete = (BatchStep.Delete) decide(BATCH, servers);
        assertThat(delete.servers()).containsExactly(servers.get(4), servers.get(5));
    }

    @Test
    void replacesAServerInErrorUpToTheLimit() {
        List<Server> servers = servers(4, ServerStatus.ACTIVE);
        servers.set(1, server(1, ServerStatus.ERROR));
        BatchStep.Delete delete = (BatchStep.Delete) decide(BATCH, servers);
        assertThat(delete.servers()).containsExactly(servers.get(1));
        assertThat(delete.batch().replaced()).isEqualTo(1);
        assertThat(delete.batch().failure()).isNull();

        BatchStep.Delete enough = (BatchStep.Delete) decide(BATCH.replacing(2), servers);
        assertThat(enough.batch().failure())
                .isEqualTo("3 servers went to ERROR and 2 may be replaced; Nova says: No valid host was found.");
        assertThat(enough.servers()).hasSize(4);
    }

    @Test
    void givesUpAtTheDeadlineUnlessAllAreThere() {
        List<Server> three = servers(3, ServerStatus.ACTIVE);
        three.add(server(3, ServerStatus.BUILD));
        BatchStep late = WatchBatch.decide(BATCH, Optional.of(Given.batch(4, 2)), three, all(three), BATCH.deadline());
        assertThat(((BatchStep.Delete) late).batch().failure())
                .isEqualTo("only 3 of 4 servers were active at the deadline");
        BatchStep ready = WatchBatch.decide(
                BATCH,
                Optional.of(Given.batch(4, 2)),
                servers(4, ServerStatus.ACTIVE),
                all(servers(4, ServerStatus.ACTIVE)),
                BATCH.deadline());
        assertThat(ready).isInstanceOf(BatchStep.Ready.class);
    }

    @Test
    void failsOnlyOnceNothingIsLeft() {
        BatchStarted failing = BATCH.failing("quota");
        assertThat(decide(failing, servers(2, ServerStatus.ACTIVE))).isInstanceOf(BatchStep.Delete.class);
        assertThat(decide(failing, List.of())).isEqualTo(new BatchStep.Fail(failing, NOW.plusSeconds(2), NOW));
    }

    @Test
    void doesNotWaitForEverForAServerThatCannotBeDeleted() {
        BatchStarted failing = BATCH.failing("quota");
        BatchStep decision = WatchBatch.decide(
                failing,
                Optional.of(Given.batch(4, 2)),
                servers(1, ServerStatus.ERROR),
                Checkup.none(),
                BATCH.deadline().plus(WatchBatch.PATIENCE).plusSeconds(1));
        assertThat(decision).isInstanceOf(BatchStep.Fail.class);
    }

    @Test
    void neverGivesUpACompleteBatchBecauseItsRecipeIsGone() {
        BatchStep complete = WatchBatch.decide(
                BATCH, Optional.empty(), servers(4, ServerStatus.ACTIVE), all(servers(4, ServerStatus.ACTIVE)), NOW);
        assertThat(complete).isEqualTo(new BatchStep.Ready(BATCH, NOW));
        BatchStep partial =
                WatchBatch.decide(BATCH, Optional.empty(), servers(3, ServerStatus.ACTIVE), Checkup.none(), NOW);
        assertThat(((BatchStep.Delete) partial).batch().failure()).contains("has no section 'batch' any more");
    }

    @Test
    void isReadyOnlyWhenAllAnswerAsExpectedAndSaysWhatTheyDidNotAnswer() {
        List<Server> servers = servers(4, ServerStatus.ACTIVE);
        Checkup three = all(servers.subList(0, 3));
        assertThat(WatchBatch.decide(BATCH, Optional.of(Given.batch(4, 2)), servers, three, NOW))
                .isInstanceOf(BatchStep.Wait.class);
        BatchStep late = WatchBatch.decide(BATCH, Optional.of(Given.batch(4, 2)), servers, three, BATCH.deadline());
        assertThat(((BatchStep.Delete) late).batch().failure())
                .isEqualTo("not all of 4 servers answered as expected at the deadline: ACTIVE");
    }

    @Test
    void isNotReadyWhileASurplusServerIsLeaving() {
        List<Server> servers = servers(4, ServerStatus.ACTIVE);
        servers.add(Given.busy(server(4, ServerStatus.ACTIVE), "deleting"));
        assertThat(decide(BATCH, servers)).isInstanceOf(BatchStep.Wait.class);
    }

    @Test
    void isNotReadyWhileAWantedServerIsLeaving() {
        List<Server> servers = servers(4, ServerStatus.ACTIVE);
        servers.set(3, Given.busy(server(3, ServerStatus.ACTIVE), "deleting"));
        assertThat(((BatchStep.TopUp) decide(BATCH, servers)).missing()).isEqualTo(1);
    }

    @Test
    void aLookThatANotificationMadeChangesNothing() {
        BatchStarted noticed = BatchStarted.noticed("web", "web-b1", "i1", 4, NOW, BATCH.deadline());
        assertThat(decide(noticed, servers(1, ServerStatus.ERROR)))
                .isEqualTo(new BatchStep.Wait(noticed, BATCH.deadline()));
        assertThat(decide(noticed, servers(4, ServerStatus.ACTIVE))).isEqualTo(new BatchStep.Ready(noticed, NOW));
    }

    @Test
    void ignoresServersWithoutOurMarks() {
        List<Server> servers = servers(4, ServerStatus.ACTIVE);
        servers.add(Given.server("x", "web-x", ServerStatus.ACTIVE, NOW, Map.of()));
        assertThat(decide(BATCH, servers)).isInstanceOf(BatchStep.Ready.class);
    }

    private static List<Server> servers(int count, ServerStatus status) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> server(i, status)).toList());
    }

    private static Server server(int slot, ServerStatus status) {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web", Marks.BATCH, "web-b1");
        return Given.server("s" + slot, "web-b1-" + slot, status, NOW.minusSeconds(50 - slot), marks);
    }

    private static BatchStep decide(BatchStarted batch, List<Server> servers) {
        return WatchBatch.decide(batch, Optional.of(Given.batch(4, 2)), servers, all(servers), NOW);
    }

    private static Checkup all(List<Server> servers) {
        return Checkup.of(VirtualProbe.answering(200), Health.ACTIVE, servers);
    }
}
