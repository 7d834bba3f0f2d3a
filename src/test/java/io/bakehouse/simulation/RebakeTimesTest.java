package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.function.Rebake;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.RebakeRequested;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a schedule bakes: once at a time, once after a downtime, and never while it is paused. */
class RebakeTimesTest extends OnSchedule {
    @Test
    void oneBakeOfAFamilyAtATimeAndTheNextOneFollowsIt() {
        fireAt("12:30");
        newBase();
        bakery.engine.runFor(Duration.ofMinutes(10));
        fireAt("12:45");
        fireAt("13:00");
        assertThat(booted()).isEqualTo(1);
        finish();
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        fireUntil("13:30");
        assertThat(booted()).isEqualTo(2);
    }

    @Test
    void aTimeThatPassesWhileABakeIsUnderWayIsMadeUpForWhenItHasEnded() {
        bakery = bakery(policy("30,40 * * * *", true));
        fireAt("12:30");
        bakery.engine.runFor(Duration.ofMinutes(1));
        newBase();
        fireUntil("12:43");
        assertThat(booted()).isEqualTo(1);
        finish();
        assertThat(bakery.clock.instant()).isBefore(Instant.parse("2026-11-23T13:15:00Z"));
        fireUntil("13:15");
        assertThat(booted()).isEqualTo(2);
    }

    @Test
    void catchesUpOnceAfterADowntime() {
        firstImage();
        newBase();
        fireAt("18:07");
        assertThat(booted()).isEqualTo(1);
        fireAt("18:15");
        assertThat(booted()).isEqualTo(2);
        finish();
        newBase();
        fireAt("18:45");
        assertThat(booted()).as("18:30 was missed as well").isEqualTo(3);
    }

    @Test
    void skipsWhatWasMissedWhereTheRecipeWantsThat() {
        bakery = bakery(policy("30 * * * *", false));
        firstImage();
        newBase();
        fireAt("18:15");
        assertThat(booted()).isEqualTo(1);
        fireAt("18:30");
        assertThat(booted()).isEqualTo(2);
    }

    @Test
    void everyProcessMayFireForTheSameSlot() {
        fireAt("12:30");
        Rebake other = new Rebake(
                bakery.cloud.cloud(), new Recipes(List.of(recipe("web", policy("30 * * * *", true)))), bakery.clock);
        List<Event> again = other.rebake(new RebakeRequested(Instant.parse("2026-11-23T12:30:00Z")));
        bakery.engine.publish(again);
        finish();
        assertThat(booted()).isEqualTo(1);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
    }

    @Test
    void pausesAfterFailuresInARowSaysSoOnceAndResumes() {
        bakery.cloud.faults().plant("web-*", "failboot");
        for (String time : List.of("12:30", "13:30", "14:30", "15:30", "16:30", "16:45")) {
            fireAt(time);
            bakery.engine.runFor(Duration.ofMinutes(5));
        }
        assertThat(bakery.ends())
                .containsExactly(
                        EventType.BAKE_FAILED, EventType.BAKE_FAILED, EventType.BAKE_FAILED, EventType.SCHEDULE_PAUSED);
        assertThat(bakery.endings().get(3).words())
                .contains("3 bakes of 'web' in a row have failed")
                .contains("the builder went to ERROR")
                .contains("resume");
        assertThat(schedule().mark(Marks.REASON)).isPresent();
        bakery.cloud.faults().clear();
        set(false, "c-1");
        fireUntil("17:30");
        assertThat(booted()).isEqualTo(4);
        finish();
        assertThat(bakery.ends().subList(4, 6)).containsExactly(EventType.SCHEDULE_RESUMED, EventType.IMAGE_PROMOTED);
        assertThat(bakery.engine.deadLetters()).isEmpty();
    }

    @Test
    void aWeeklyScheduleIsTriedAgainEveryWeekAndPausesAfterThreeFailuresToo() {
        bakery = bakery(policy("30 12 * * 1", true));
        bakery.cloud.faults().plant("web-*", "failboot");
        for (int week = 0; week < 4; week++) {
            fireAt(NOON.plusSeconds(1800).plus(Duration.ofDays(7L * week)));
            bakery.engine.runFor(Duration.ofHours(20));
            bakery.sweep(2);
            assertThat(booted()).isEqualTo(Math.min(3, week + 1));
        }
        assertThat(bakery.ends())
                .containsExactly(
                        EventType.BAKE_FAILED, EventType.BAKE_FAILED, EventType.BAKE_FAILED, EventType.SCHEDULE_PAUSED);
    }

    @Test
    void pausesByHandFromTheFirstMinuteOnAndAgainIsNoNews() {
        set(true, "c-1");
        set(true, "c-1");
        fireUntil("13:45");
        assertThat(wanted()).isEmpty();
        assertThat(bakery.ends()).containsExactly(EventType.SCHEDULE_PAUSED);
        assertThat(bakery.endings().get(0).words()).isEqualTo("the schedule of 'web' was paused by ann");
        set(false, "c-2");
        fireUntil("14:30");
        assertThat(booted()).isEqualTo(1);
    }

    @Test
    void aRecordThatSomebodyDeletedComesAgain() {
        firstImage();
        String record = schedule().id();
        bakery.cloud.cloud().deleteImage(record);
        newBase();
        fireAt("13:30");
        assertThat(booted()).isEqualTo(2);
        assertThat(schedule().id()).isNotEqualTo(record);
        finish();
        bakery.cloud.cloud().deleteImage(schedule().id());
        set(true, "c-1");
        newBase();
        fireAt("14:30");
        assertThat(booted()).isEqualTo(2);
        assertThat(schedule().has(Marks.STATE, Marks.STATE_PAUSED)).isTrue();
    }

    @Test
    void twoHundredFamiliesThatAreDueCostOneListOfEachKind() {
        RebakePolicy policy = policy("30 * * * *", true);
        List<Recipe> recipes = IntStream.range(0, 200)
                .mapToObj(i -> recipe("web-" + i, policy))
                .toList();
        Rebake rebake = new Rebake(bakery.cloud.cloud(), new Recipes(recipes), bakery.clock);
        bakery.cloud.calls().reset();
        List<Event> events = rebake.rebake(new RebakeRequested(Instant.parse("2026-11-23T12:30:00Z")));
        assertThat(events).hasSize(200);
        assertThat(bakery.cloud.calls().of("GET image/v2/images")).isEqualTo(3);
        assertThat(bakery.cloud.calls().of("GET compute/servers/detail")).isEqualTo(1);
        assertThat(bakery.cloud.calls().of("POST image/v2/images")).isEqualTo(200);
        bakery.cloud.calls().reset();
        assertThat(rebake.rebake(new RebakeRequested(Instant.parse("2026-11-23T12:33:00Z"))))
                .isEmpty();
        assertThat(bakery.cloud.calls().total()).as("nobody is due").isZero();
    }
}
