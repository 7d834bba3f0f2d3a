package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands whose event was lost on the way are asked for once more, with what their records say. */
class SweepCommandsTest {
    private static final Instant ASKED = NOW.minusSeconds(500);
    private static final Instant LOST = NOW.minus(SweepCommands.LOST).minusSeconds(1);

    @Test
    void aRollbackGoesOnWithTheImageThatWasChosen() {
        assertThat(events(command(RollbackDecision.COMMAND, LOST, Map.of())))
                .extracting(Event::data)
                .containsExactly(new RollbackRequested("web", "i1", null, "command-1", null, ASKED));
    }

    @Test
    void aRevocationGoesOnWithOrWithoutDescendants() {
        assertThat(events(command(RevokeDecision.COMMAND, LOST, Map.of(Marks.DESCENDANTS, "true"))))
                .extracting(Event::data)
                .containsExactly(new RevokeRequested("i1", true, "it leaks", "command-1", null, ASKED));
        assertThat(events(command(RevokeDecision.COMMAND, LOST, Map.of())))
                .extracting(Event::data)
                .containsExactly(new RevokeRequested("i1", false, "it leaks", "command-1", null, ASKED));
    }

    @Test
    void whatHasJustBegunWhatHasEndedAndWhatNobodyKnowsIsLeftAlone() {
        assertThat(decide(command(RollbackDecision.COMMAND, NOW.minus(SweepCommands.LOST), Map.of())))
                .isEmpty();
        assertThat(decide(command(RollbackDecision.COMMAND, LOST, Map.of(Marks.STATE, Marks.STATE_READY))))
                .isEmpty();
        assertThat(decide(command("defragment", LOST, Map.of()))).isEmpty();
    }

    @Test
    void itsRecordIsForgottenAfterAWhileAndNoOtherRecord() {
        Instant old = NOW.minus(SweepBakes.REMEMBERED);
        Image due = command(RollbackDecision.COMMAND, LOST, ended(old.minusSeconds(1)));
        Image bake = Given.record("r2", ended(old.minusSeconds(1)), LOST);

        assertThat(decide(due)).containsExactly(new SweepAction.Forget(due));
        assertThat(decide(command(RollbackDecision.COMMAND, LOST, ended(old)))).isEmpty();
        assertThat(decide(bake)).isEmpty();
    }

    private static Map<String, String> ended(Instant time) {
        return Map.of(Marks.STATE, Marks.STATE_READY, Marks.ENDED_AT, time.toString());
    }

    private static Image command(String name, Instant createdAt, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.COMMAND, name,
                Marks.CAUSE, "command-1",
                Marks.IMAGE, "i1",
                Marks.REASON, "it leaks",
                Marks.REQUESTED_AT, ASKED.toString()));
        marks.putAll(more);
        return Given.record("r1", marks, createdAt);
    }

    private static List<Event> events(Image record) {
        return decide(record).stream()
                .map(action -> ((SweepAction.Look) action).event())
                .toList();
    }

    private static List<SweepAction> decide(Image record) {
        return SweepCommands.decide(new Sweep.Sighting(List.of(), List.of(), List.of(record)), NOW, NOW);
    }
}
