package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Health;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.model.Verification;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.FaultRule;
import io.bakehouse.practice.PracticeQuota;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Servers are replaced, and everything that can go wrong with it, on the real functions and virtual time. */
class RolloutTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int PORT = 80;

    private final VirtualProbe probe = VirtualProbe.answering(200);
    /** What broke a bound, at whichever cloud call it was seen. */
    private final List<String> violations = new ArrayList<>();

    private VirtualBakery bakery;
    private String before;
    private String after;
    private int wanted;
    private Rollout policy;

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
    void aWaveInErrorStopsItAndTakesOnlyTheBrokenOnesAway() {
        given(10, new Rollout(3, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", after);
        while (bakery.cloud.calls().of("POST compute/servers") < 3) {
            bakery.engine.runNext();
        }
        // The second wave has been asked for; whatever boots from now on fails.
        bakery.cloud.faults().plant("web-*", "failboot");
        bakery.engine.runUntilQuiet(DAY);
        bakery.cloud.faults().plant("web-*", "");
        request("deploy-2", after);
        bakery.engine.runUntilQuiet(DAY);

        List<Ending> ends = bakery.endings();
        Ending failed = ends.get(ends.size() - 2);
        assertThat(failed.type()).isEqualTo(EventType.ROLLOUT_FAILED.wire());
        assertThat(failed.words())
                .contains("of 10 servers were replaced", "old ones remain", "went to ERROR; Nova says: ")
                .contains("ask for the rollout again");
        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertThat(of(before)).isEmpty();
        assertNothingLeftBehind();
    }

    @Test
    void serversThatDoNotAnswerStopItAtTheDeadlineOfTheirWave() {
        given(5, new Rollout(2, 0, Duration.ofMinutes(5)), List.of(), Map.of());
        // The first servers of the rollout get these addresses.
        probe.silence("10.77.0.9", PORT).silence("10.77.0.10", PORT);
        rollOut("deploy-1");

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FAILED.wire());
        assertThat(lastEnd().words())
                .contains("new servers were not healthy in time (HTTP 200 from port 80/health)")
                .contains("5 servers were replaced");
        assertThat(bakery.servers()).allMatch(server -> server.status() == ServerStatus.ACTIVE);
        assertThat(bakery.servers().size()).isBetween(5, 7);
        assertNothingLeftBehind();
    }

    @Test
    void anExhaustedQuotaAtAnyCreateEndsItInWordsAndLeavesWhatIsHealthy() {
        for (int create = 0; create < 4; create++) {
            // With one that may be missing it takes three waves.
            for (int unavailable : create < 3 ? List.of(0, 1) : List.of(0)) {
                violations.clear();
                given(4, new Rollout(1, unavailable, Duration.ofMinutes(5)), List.of(), Map.of());
                bakery.cloud.faults().add(FaultRule.counted("POST compute/servers", create, 1, Fault.refused(413)));
                rollOut("deploy-1");

                boolean done = unavailable > 0;
                assertThat(lastEnd().type())
                        .as("create %d: %s", create, lastEnd().words())
                        .isEqualTo((done ? EventType.ROLLOUT_FINISHED : EventType.ROLLOUT_FAILED).wire());
                assertThat(lastEnd().words()).contains("quota");
                assertThat(of(before)).hasSize(done ? 0 : 4 - create);
                assertThat(of(after)).hasSize(done ? 4 : create);
                assertNothingLeftBehind();
            }
        }
    }

    @Test
    void anInterruptionBeforeOrAfterAnyCloudCallChangesNothing() {
        for (Fault fault : List.of(Fault.answerLost(), Fault.down())) {
            for (Map<String, String> metadata : List.of(Map.<String, String>of(), Map.of("n", Recipe.Batch.SLOT))) {
                AtomicInteger dies = new AtomicInteger();
                atAnyCall(metadata, dies, call -> call == dies.get() ? fault : Fault.NONE);
            }
        }
    }

    @Test
    void twoWhoLookAtTheSameMomentDoNoMoreThanOne() {
        AtomicInteger at = new AtomicInteger();
        atAnyCall(Map.of(), at, call -> {
            if (call == at.get()) {
                lookMeanwhile();
            }
            return Fault.NONE;
        });
    }

    /** One rollout for each of the cloud calls that a rollout makes, on which the rule is asked with the call's number. */
    private void atAnyCall(Map<String, String> metadata, AtomicInteger current, IntFunction<Fault> rule) {
        int calls = 1;
        for (int call = 0; call < calls; call++) {
            violations.clear();
            current.set(call);
            given(3, new Rollout(2, 0, Duration.ofMinutes(15)), List.of(), metadata);
            AtomicInteger seen = new AtomicInteger();
            bakery.cloud.faults().add(any -> rule.apply(seen.getAndIncrement()));
            rollOut("deploy-1");
            // What the test itself asks from here on is not meant.
            calls = Math.max(calls, seen.getAndSet(Integer.MIN_VALUE));

            assertThat(lastEnd().type())
                    .as("call %d: %s", call, lastEnd().words())
                    .isEqualTo(EventType.ROLLOUT_FINISHED.wire());
            assertAllReplaced();
            assertThat(bakery.engine.deadLetters()).isEmpty();
            assertThat(violations).as("call %d", call).isEmpty();
        }
        assertThat(calls).isGreaterThan(30);
    }

    /** Somebody else gets the same event, and is done before the one who makes the present call goes on. */
    private void lookMeanwhile() {
        List<Event> looks = bakery.engine.published(EventType.ROLLOUT_STARTED);
        Functions other = new Functions(
                bakery.cloud.cloud(),
                new Recipes(List.of(recipe(policy, List.of(), Map.of()))),
                bakery.clock,
                bakery.sent::add,
                probe);
        try {
            if (!looks.isEmpty()) {
                bakery.engine.publish(other.invoke(
                        "watch-rollout", looks.get(looks.size() - 1).data()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sweepsInBetweenChangeNothing() {
        given(6, new Rollout(2, 1, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", after);
        for (int i = 0; i < 120; i++) {
            Event sweep = Event.of(
                    EventType.SWEEP_REQUESTED, new SweepRequested(bakery.clock.instant()), bakery.clock.instant());
            bakery.engine.publish(List.of(sweep));
            bakery.engine.runFor(Duration.ofSeconds(10));
        }
        bakery.engine.runUntilQuiet(DAY);
        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertAllReplaced();
        assertNothingLeftBehind();
    }

    @Test
    void aLostLookIsTakenUpByTheSweep() {
        given(4, new Rollout(2, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        VirtualEngine lossy = bakery.engine;
        request("deploy-1", after);
        while (bakery.cloud.calls().of("POST compute/servers") < 2) {
            lossy.runNext();
        }
        lossy.lose(EventType.ROLLOUT_STARTED);
        bakery.sweep(12);

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertAllReplaced();
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

    /** A bakery with two images and that many servers of the first; from now on the bounds are watched. */
    private void given(int count, Rollout rollout, List<String> zones, Map<String, String> metadata) {
        wanted = count;
        policy = rollout;
        bakery = new VirtualBakery(PracticeTimes.usual(), probe, recipe(rollout, zones, metadata));
        before = image("old", Marks.STATE_PREVIOUS);
        after = image("web", Marks.STATE_CURRENT);
        boot(count, before, "first");
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).containsExactly(EventType.BATCH_READY);
        bakery.cloud.faults().add(call -> {
            watchBounds();
            return Fault.NONE;
        });
    }

    private void watchBounds() {
        List<Server> servers =
                bakery.cloud.servers().list(bakery.cloud.site().project("demo"), bakery.clock.instant()).stream()
                        .map(ServerState::view)
                        .filter(server -> server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH))
                                && server.mark(Marks.FAMILY).equals(Optional.of("web")))
                        .toList();
        long active = servers.stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE && server.taskState() == null)
                .count();
        if (servers.size() > wanted + policy.maxSurge()) {
            violations.add(servers.size() + " servers at " + bakery.clock.instant());
        }
        if (active < wanted - policy.maxUnavailable()) {
            violations.add("only " + active + " active at " + bakery.clock.instant());
        }
    }

    private String image(String name, String state) {
        return bakery.cloud.addImage(
                bakery.cloud.site().project("demo"),
                name,
                "private",
                Map.of(
                        Marks.ROLE,
                        Marks.ROLE_IMAGE,
                        Marks.FAMILY,
                        "web",
                        Marks.BAKE,
                        "web-" + name,
                        Marks.SERVER,
                        "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10",
                        Marks.STATE,
                        state));
    }

    private void boot(int count, String image, String cause) {
        BatchRequested data =
                new BatchRequested("web", Ids.batch("web", image, cause), image, count, cause, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.BATCH_REQUESTED, data)));
    }

    private void request(String cause, String image) {
        RolloutRequested data = new RolloutRequested(
                "web", Ids.rollout("web", image, cause), image, cause, null, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.ROLLOUT_REQUESTED, data)));
    }

    private void rollOut(String cause) {
        request(cause, after);
        bakery.engine.runUntilQuiet(DAY);
    }

    private void quota(int servers) {
        bakery.cloud.quotas().set(bakery.cloud.site().project("demo"), PracticeQuota.servers(servers));
    }

    private String stranger(Map<String, String> metadata) {
        ServerSpec spec = new ServerSpec(
                "web-look-alike",
                before,
                "m1.nano",
                "none",
                null,
                List.of(),
                null,
                null,
                metadata,
                List.of(Marks.serverTag()));
        List<String> known = ids();
        bakery.cloud.cloud().createServers(spec, 1);
        return ids().stream().filter(id -> !known.contains(id)).findFirst().orElseThrow();
    }

    private List<String> ids() {
        return bakery.cloud.cloud().servers(ServerQuery.all()).stream()
                .map(Server::id)
                .toList();
    }

    private List<Server> of(String image) {
        return bakery.servers().stream()
                .filter(server -> image.equals(server.image())
                        && server.mark(Marks.FAMILY).equals(Optional.of("web")))
                .toList();
    }

    private Ending lastEnd() {
        return bakery.endings().get(bakery.endings().size() - 1);
    }

    private void assertAllReplaced() {
        assertThat(bakery.servers())
                .hasSize(wanted)
                .allMatch(server -> server.status() == ServerStatus.ACTIVE && after.equals(server.image()));
    }

    /** No bound was broken; two more sweeps and a look at what is there: nothing open, nothing suspect, no claim of a wave. */
    private void assertNothingLeftBehind() {
        List<String> there = ids();
        bakery.sweep(3);
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(bakery.servers())
                .allMatch(server -> server.mark(Marks.UNEXPLAINED_SINCE).isEmpty());
        assertThat(bakery.open()).isEmpty();
        assertThat(bakery.cloud.cloud().images(ImageQuery.records()))
                .allMatch(record -> record.mark(Marks.WAVE).isEmpty());
        assertThat(bakery.engine.deadLetters()).isEmpty();
        assertThat(violations).isEmpty();
    }

    private static Recipe recipe(Rollout rollout, List<String> zones, Map<String, String> metadata) {
        Health health = new Health(Optional.of(new Verification.Http(PORT, "/health", 200)), Optional.empty());
        Recipe.Batch batch = new Recipe.Batch(
                0,
                "m1.nano",
                "auto",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                metadata,
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                2,
                zones,
                Optional.empty(),
                rollout,
                health);
        return new Recipe(
                "web",
                "0badcafe",
                "",
                new Recipe.Adopt(List.of("web-*"), Set.of(RunStatus.CHANGED)),
                new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1)),
                Optional.of(batch));
    }
}
