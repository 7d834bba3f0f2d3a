package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is told at the end, and to whom. */
class EndingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Ending BAKE = Ending.ofBake(EventType.BAKE_FAILED, "web", "web-1", null, "Broken", NOW);
    private static final Ending BATCH = Ending.ofBatch(EventType.BATCH_READY, "web", "b-1", "i1", 4, "Ready", NOW);
    private static final Ending COMMAND =
            Ending.ofCommand(EventType.COMMAND_REFUSED, "web", "i1", "retire-1", "No such plan", NOW);

    @Test
    void itIsAboutTheBakeTheBatchOrTheCommand() {
        assertThat(BAKE.subject()).isEqualTo("web-1");
        assertThat(BATCH.subject()).isEqualTo("b-1");
        assertThat(COMMAND.subject()).isEqualTo("retire-1");
        assertThat(BATCH.count()).isEqualTo(4);
        assertThat(COMMAND.bake()).isNull();
    }

    @Test
    void theSameEndIsToldOnceHoweverLateItIsFound() {
        Ending later = Ending.ofBatch(EventType.BATCH_READY, "web", "b-1", "i1", 4, "Ready", NOW.plusSeconds(60));

        assertThat(BATCH.event().type()).isEqualTo(EventType.BATCH_READY);
        assertThat(later.event().id()).isEqualTo(BATCH.event().id());
        assertThat(COMMAND.event(NOW).id())
                .isEqualTo(COMMAND.event(NOW).id())
                .isNotEqualTo(COMMAND.event(NOW.plusSeconds(60)).id());
    }

    @Test
    void aFailureToTellASinkIsNotToldThatSink() {
        String cause = new NoticeRequested("ops", BAKE).failure();
        Ending failure = Ending.ofCommand(EventType.EVENT_FAILED, "web", null, cause, "Not told", NOW);

        assertThat(NoticeRequested.isFailureOf("ops", failure)).isTrue();
        assertThat(NoticeRequested.isFailureOf("op", failure)).isFalse();
        assertThat(NoticeRequested.isFailureOf("ops", BAKE)).isFalse();
        assertThat(new NoticeRequested("chat", failure).isOfFailure()).isTrue();
        assertThat(new NoticeRequested("chat", BAKE).isOfFailure()).isFalse();
    }

    @Test
    void anApprovalIsNoEnd() {
        assertThat(EventType.APPROVAL_REQUESTED.isTerminal()).isFalse();
        assertThat(EventType.BAKE_REQUESTED.isTerminal()).isFalse();
        assertThat(Arrays.stream(EventType.values()).filter(type -> type.data() == Ending.class))
                .filteredOn(type -> type != EventType.APPROVAL_REQUESTED)
                .allMatch(EventType::isTerminal);
    }

    @Test
    void aTypeThatNobodyKnowsIsRefusedByItsName() {
        assertThat(EventType.ofWire("io.bakehouse.batch.ready")).isEqualTo(EventType.BATCH_READY);
        assertThatThrownBy(() -> EventType.ofWire("io.bakehouse.cake.eaten"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.bakehouse.cake.eaten");
    }
}
