package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.Server;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers are replaced, on the real functions and virtual time. */
class RolloutTest extends OnRollouts {
    @Test
    void replacesTenServersThreeAtATime() {
        given(10, new Rollout(3, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        rollOut("deploy-1");

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertThat(lastEnd().words()).isEqualTo("10 of 10 servers are healthy and of image " + after);
        assertAllReplaced();
        assertThat(bakery.cloud.calls().of("POST compute/servers")).isEqualTo(1 + 4);
        assertNothingLeftBehind();
    }

    @Test
    void withoutRoomForASurgeServersAreDeletedFirst() {
        given(10, new Rollout(2, 3, Duration.ofMinutes(15)), List.of(), Map.of());
        quota(10);
        rollOut("deploy-1");

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertThat(lastEnd().words()).endsWith("(the quota has room for a surge of 0 servers instead of 2)");
        assertAllReplaced();
        assertNothingLeftBehind();
    }

    @Test
    void withoutRoomAndWithoutLeaveToDeleteFirstItIsRefused() {
        given(4, new Rollout(2, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        quota(4);
        rollOut("deploy-1");

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FAILED.wire());
        assertThat(lastEnd().words()).contains("no room for one server more", "max_unavailable be 1 or more");
        assertThat(of(before)).hasSize(4);
        assertNothingLeftBehind();
    }

    @Test
    void aStrangersServerIsNeverTouchedHoweverItLooks() {
        given(3, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        Server one = bakery.servers().get(0);
        Map<String, String> alike = new HashMap<>(one.metadata());
        alike.remove(Marks.ROLE);
        String unmarked = stranger(alike);
        Map<String, String> other = new HashMap<>(one.metadata());
        other.put(Marks.FAMILY, "db");
        String otherFamily = stranger(other);
        Map<String, String> canary = new HashMap<>(one.metadata());
        canary.put(Marks.ROLE, Marks.ROLE_CANARY);
        String notForUse = stranger(canary);
        bakery.engine.runFor(Duration.ofMinutes(5));
        rollOut("deploy-1");

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertThat(List.of(unmarked, otherFamily, notForUse))
                .allMatch(id -> bakery.cloud.cloud().server(id).isPresent());
        assertThat(of(after)).hasSize(3);
    }

    @Test
    void ofTwoRolloutsAtOnceOneIsRefused() {
        given(4, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", after);
        request("deploy-2", after);
        bakery.engine.runUntilQuiet(DAY);

        assertThat(bakery.ends())
                .containsSubsequence(EventType.ROLLOUT_FAILED, EventType.ROLLOUT_FINISHED)
                .hasSize(3);
        assertThat(bakery.endings().get(1).words()).contains("is under way: ask again when it has ended");
        assertAllReplaced();
        assertNothingLeftBehind();
    }

    @Test
    void aBatchIsRefusedWhileARolloutIsUnderWay() {
        given(2, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", after);
        bakery.engine.runNext();
        boot(3, after, "more");
        bakery.engine.runUntilQuiet(DAY);

        assertThat(bakery.ends()).contains(EventType.BATCH_FAILED, EventType.ROLLOUT_FINISHED);
        assertThat(bakery.servers()).hasSize(2);
    }

    @Test
    void refusalsSayWhy() {
        given(2, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", "00000000-0000-0000-0000-000000000000");
        bakery.engine.runUntilQuiet(DAY);
        assertThat(lastEnd().words()).contains("'web' has no image 00000000-");

        Event planned = Event.of(
                EventType.ROLLOUT_REQUESTED,
                new RolloutRequested(
                        "web", Ids.rollout("web", after, "p"), after, "p", "0123456789ab", bakery.clock.instant()));
        bakery.engine.publish(List.of(planned));
        bakery.engine.runUntilQuiet(DAY);
        assertThat(lastEnd().words()).contains("the plan 0123456789ab does not fit any more");

        request("deploy-2", before);
        bakery.engine.runUntilQuiet(DAY);
        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertThat(lastEnd().words()).isEqualTo("all 2 servers are of image " + before + " already");
        assertThat(bakery.servers()).hasSize(2);
    }

    @Test
    void zonesStayEvenAndNumbersAreGivenOnce() {
        given(
                7,
                new Rollout(3, 0, Duration.ofMinutes(15)),
                List.of("north", "south"),
                Map.of("host", "web-@BAKEHOUSE_SLOT@"));
        rollOut("deploy-1");

        assertAllReplaced();
        assertThat(of(after))
                .extracting(server -> server.metadata().get("host"))
                .containsExactlyInAnyOrder("web-0", "web-1", "web-2", "web-3", "web-4", "web-5", "web-6");
        assertThat(of(after).stream()
                        .filter(server -> server.metadata().get(Marks.ZONE).equals("north")))
                .hasSizeBetween(3, 4);
        assertNothingLeftBehind();
    }
}
