package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.builderServer;
import static io.bakehouse.function.BakeGiven.canary;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BakeReportTest {
    private static final Server BUILDER = builderServer(ServerStatus.ACTIVE, Map.of());
    private static final Server CANARY = canary(ServerStatus.ACTIVE, Map.of());
    private static final ConfigRun.Caller BY_BUILDER = new ConfigRun.Caller(BAKE, Marks.ROLE_BUILDER);
    private static final ConfigRun.Caller BY_CANARY = new ConfigRun.Caller(BAKE, Marks.ROLE_CANARY);

    @Test
    void aRunThatEndedWellMarksTheBuilderStopsItAndMovesTheBakeOn() {
        BakeReport.Note note = note(run("puppet", RunStatus.CHANGED, BY_BUILDER), BUILDER);
        assertThat(note.marks()).containsEntry(Marks.RUN, "changed 3 puppet:run-1");
        assertThat(note.stop()).isTrue();
        Event next = note.then().get(0);
        assertThat(next.type()).isEqualTo(EventType.BUILDER_CONVERGED);
        assertThat(next.notBefore()).isEqualTo(NOW.plus(SnapshotBuilder.STOPPING));
    }

    @Test
    void theReportThatIsNotAwaitedOnlyLeavesMarks() {
        BakeReport.Note phoned = note(run("cloud-init", RunStatus.COMPLETED, BY_BUILDER), BUILDER);
        assertThat(phoned.marks()).containsKey(Marks.PHONED_AT).doesNotContainKey(Marks.RUN);
        assertThat(phoned.then()).isEmpty();
        assertThat(phoned.stop()).isFalse();
        BakeReport.Note noop = note(run("puppet", RunStatus.NOOP, BY_BUILDER), BUILDER);
        assertThat(noop.marks()).doesNotContainKey(Marks.RUN);
        assertThat(noop.then()).isEmpty();
    }

    @Test
    void whoSaysByHandThatTheBuilderIsReadyIsBelieved() {
        assertThat(note(run("command", RunStatus.COMPLETED, null), BUILDER).then())
                .hasSize(1);
    }

    @Test
    void aRunThatFailedEndsTheBakeInItsWords() {
        BakeReport.Fail fail = (BakeReport.Fail) decide(run("puppet", RunStatus.FAILED, BY_BUILDER), BUILDER);
        assertThat(fail.words()).isEqualTo("the config run on the builder failed: no package");
        assertThat(fail.bake()).isEqualTo(BAKE);
    }

    @Test
    void theSameRunAgainIsTheSameAnswerAndAnotherIsRefused() {
        Server reported = builderServer(ServerStatus.ACTIVE, Map.of(Marks.RUN, "changed 3 puppet:run-1"));
        ConfigRun run = run("puppet", RunStatus.CHANGED, BY_BUILDER);
        assertThat(note(run, reported).then()).isEqualTo(note(run, BUILDER).then());
        Server other = builderServer(ServerStatus.ACTIVE, Map.of(Marks.RUN, "changed 3 puppet:another"));
        assertThat(refusal(run, other)).contains("has reported already");
        assertThat(refusal(run("puppet", RunStatus.FAILED, BY_BUILDER), other)).contains("has reported already");
    }

    @Test
    void aCallerThatIsGoneIsRefusedAndSoIsWhoClaimsToBeAnother() {
        ConfigRun run = run("puppet", RunStatus.CHANGED, BY_BUILDER);
        assertThat(refusal(run)).contains("the builder of bake web-1 is gone");
        assertThat(refusal(run, CANARY)).contains("the builder of bake web-1 is gone");
        assertThat(refusal(run, Given.busy(BUILDER, "deleting"))).contains("is gone");
        assertThat(refusal(naming(run, "5d8b8a0f-0000-4000-8000-000000000000"), BUILDER))
                .contains("another server than the builder " + Given.SERVER);
        assertThat(decide(naming(run, Given.SERVER), BUILDER)).isInstanceOf(BakeReport.Note.class);
    }

    @Test
    void aTicketOfOneBakeOrRoleMovesNoOther() {
        ConfigRun run = run("puppet", RunStatus.CHANGED, BY_CANARY);
        BakeReport.Note note = note(run, BUILDER, CANARY);
        assertThat(note.server()).isEqualTo(CANARY);
        assertThat(note.stop()).isFalse();
        ConfigRun other = run("puppet", RunStatus.CHANGED, new ConfigRun.Caller("web-2", Marks.ROLE_BUILDER));
        assertThat(refusal(other, BUILDER, CANARY)).contains("the builder of bake web-2 is gone");
    }

    @Test
    void aServerThatOnlyLooksLikeOursIsNobodysBuilder() {
        Server named = Given.server(Given.SERVER, BAKE, ServerStatus.ACTIVE, NOW, Map.of());
        assertThat(BakeReport.subject(run("puppet", RunStatus.CHANGED, BY_BUILDER), List.of(named)))
                .isEmpty();
    }

    @Test
    void theCanaryIsLookedAtOnceNoMoreReportsAreAwaited() {
        ConfigRun clean = run("puppet", RunStatus.UNCHANGED, BY_CANARY);
        assertThat(note(clean, CANARY).then()).isEmpty();
        Server phoned = canary(ServerStatus.ACTIVE, Map.of(Marks.PHONED_AT, NOW.toString()));
        assertThat(note(clean, phoned).then())
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo(EventType.CANARY_STARTED));
        assertThat(note(run("puppet", RunStatus.CHANGED, BY_CANARY), CANARY).then())
                .as("refuted at once")
                .hasSize(1);
    }

    @Test
    void identitiesAreGathered() {
        Server known = canary(ServerStatus.ACTIVE, Map.of(Marks.IDENTITY, "rsa:1"));
        ConfigRun run = new ConfigRun(
                "cloud-init",
                "x",
                RunStatus.COMPLETED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                BY_CANARY,
                List.of("ed25519:2", "rsa:1"),
                null,
                NOW);
        assertThat(note(run, known).marks()).containsEntry(Marks.IDENTITY, "rsa:1,ed25519:2");
    }

    private static ConfigRun run(String sender, RunStatus status, ConfigRun.Caller caller) {
        String failure = status == RunStatus.FAILED ? "no package" : null;
        return new ConfigRun(sender, "run-1", status, List.of("n"), null, null, 3, failure, null, null, NOW)
                .calledBy(caller);
    }

    private static ConfigRun naming(ConfigRun run, String server) {
        return new ConfigRun(
                        run.sender(),
                        run.runId(),
                        run.status(),
                        run.nodeNames(),
                        null,
                        null,
                        3,
                        null,
                        null,
                        server,
                        NOW)
                .calledBy(run.caller());
    }

    private static RequestSnapshot.Decision decide(ConfigRun run, Server... found) {
        return RequestSnapshot.decide(run, List.of(found), new Recipes(List.of(BakeGiven.RECIPE)), false, NOW);
    }

    private static BakeReport.Note note(ConfigRun run, Server... found) {
        return (BakeReport.Note) decide(run, found);
    }

    private static String refusal(ConfigRun run, Server... found) {
        return ((RequestSnapshot.Decision.Refuse) decide(run, found)).words();
    }
}
