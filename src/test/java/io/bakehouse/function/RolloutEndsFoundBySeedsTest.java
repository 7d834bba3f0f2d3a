package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rollouts that ended in two ways, as a seed of the simulation found; the numbers are those of the seeds. */
class RolloutEndsFoundBySeedsTest extends RolloutGiven {
    private static final Instant NEXT = NOW.plusSeconds(2);

    private final Cloud cloud = PracticeModel.usual(new VirtualClock(NOW)).cloud();
    private final RolloutStep.Look look = new RolloutStep.Look(ROLLOUT, List.of(), List.of(), NOW);
    private final RolloutStep.Look failing = look.with(ROLLOUT.failing("one was late", NOW));

    /** One look found a server late, and another one that it had just come in time. */
    @Test
    void seed4117903ARolloutIsGivenUpBeforeItEnds() {
        List<Server> servers = old(3);
        servers.add(fresh("n1", ServerStatus.ERROR));
        RolloutStep.GiveUp stop = (RolloutStep.GiveUp) decide(servers, List.of(open()));
        write(Map.of());
        RolloutStarted again = looksAgain(stop.act(cloud));
        assertThat(again.failure()).contains("went to ERROR");
        Image given = cloud.image(RolloutRecords.id("web-r")).orElseThrow();
        assertThat(Records.isOpen(given)).isTrue();
        assertThat(given.mark(Marks.GIVEN_UP)).hasValue(Marks.fit(again.failure()));
        assertThat(decide(servers, List.of(given))).as("another look").isInstanceOf(RolloutStep.Delete.class);
        assertThat(WatchRollout.decide(failing.rollout(), RECIPE, servers, List.of(open()), Checkup.none(), NOW))
                .as("a look that could not say so")
                .isEqualTo(new RolloutStep.GiveUp(failing, NEXT));
    }

    @Test
    void seed4117903WhoeverFindsItCompleteAfterItWasGivenUpJoinsIn() {
        write(Map.of(Marks.GIVEN_UP, "one was late"));
        assertThat(looksAgain(new RolloutStep.Finish(look).act(cloud)).failure())
                .isEqualTo("one was late");
        assertThat(ends(new RolloutStep.Fail(failing, 3).act(cloud))).containsExactly(EventType.ROLLOUT_FAILED);
        assertThat(ends(new RolloutStep.Finish(look).act(cloud)))
                .as("found complete before, and said after")
                .containsExactly(EventType.ROLLOUT_FAILED);
    }

    @Test
    void seed4117903WhoeverGivesUpWhatIsCompleteByNowSaysThatItIs() {
        write(Map.of());
        assertThat(ends(new RolloutStep.Finish(look).act(cloud))).containsExactly(EventType.ROLLOUT_FINISHED);
        List<Event> events = new RolloutStep.Fail(failing, 3).act(cloud);
        assertThat(ends(events)).containsExactly(EventType.ROLLOUT_FINISHED);
        assertThat(((Ending) events.get(0).data()).count()).isEqualTo(4);
    }

    @Test
    void aRolloutWhoseRecordAPersonDeletedEndsInSilence() {
        assertThat(new RolloutStep.Finish(look).act(cloud)).isEmpty();
        assertThat(new RolloutStep.Fail(failing, 3).act(cloud)).isEmpty();
    }

    private void write(Map<String, String> more) {
        String id = RolloutRecords.id("web-r");
        cloud.createRecord(id, "rollout", open().properties());
        cloud.updateImage(id, ImageChange.mark(more));
    }

    private static RolloutStarted looksAgain(List<Event> events) {
        assertThat(events).hasSize(1);
        return (RolloutStarted) events.get(0).data();
    }

    private static List<EventType> ends(List<Event> events) {
        return events.stream().map(Event::type).toList();
    }
}
