package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which servers a batch's record explains, and how long it is kept. */
class SweepBatchesTest {
    private static final Server OTHERS = server("s1", "web-b2");

    @Test
    void aFailedBatchTakesNoServerOfAnother() {
        assertThat(decide(failed(NOW), OTHERS)).isEmpty();
        Server own = server("s2", "web-b1");
        assertThat(decide(failed(NOW), OTHERS, own)).containsExactly(new SweepAction.SuspectServer(own, NOW));
    }

    @Test
    void itsRecordIsForgottenOnceItHasNoServersThoughOthersHave() {
        Instant old = NOW.minus(SweepBakes.REMEMBERED);
        Image due = failed(old.minusSeconds(1));

        assertThat(decide(due, OTHERS)).containsExactly(new SweepAction.Forget(due));
        assertThat(decide(failed(old), OTHERS)).isEmpty();
    }

    @Test
    void itIsLookedAtOnceItsOwnLooksMustBeLost() {
        Instant old = NOW.minus(SweepBatches.LOST);

        assertThat(decide(Given.record("r1", Map.of(Marks.BATCH, "web-b1"), old)))
                .isEmpty();
        assertThat(decide(Given.record("r1", Map.of(Marks.BATCH, "web-b1"), old.minusSeconds(1))))
                .singleElement()
                .isInstanceOf(SweepAction.Look.class);
    }

    private static Image failed(Instant ended) {
        Map<String, String> marks =
                Map.of(Marks.BATCH, "web-b1", Marks.STATE, Marks.STATE_FAILED, Marks.ENDED_AT, ended.toString());
        return Given.record("r1", marks, NOW.minusSeconds(9000));
    }

    private static Server server(String id, String batch) {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web", Marks.BATCH, batch);
        return Given.server(id, id, ServerStatus.ACTIVE, NOW.minusSeconds(9000), marks);
    }

    private static List<SweepAction> decide(Image record, Server... servers) {
        return SweepBatches.decide(new Sweep.Sighting(List.of(servers), List.of(), List.of(record)), NOW, NOW);
    }
}
