package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static io.bakehouse.function.Given.recipes;
import static io.bakehouse.function.Given.run;
import static io.bakehouse.function.Given.server;
import static io.bakehouse.function.Given.withFamily;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSnapshotTest {
    private static final ConfigRun CHANGED = run(RunStatus.CHANGED, "web-1.example.org");
    private static final Server ACTIVE = server("web-1.example.org", ServerStatus.ACTIVE);

    @Test
    void adoptsTheOneServerThatFits() {
        Adoption bake = adoption(CHANGED, ACTIVE);
        assertThat(bake.family()).isEqualTo("web");
        assertThat(bake.server()).isEqualTo(ACTIVE);
        assertThat(bake.id()).matches("web-[0-9a-f]{12}");
    }

    @Test
    void givesTheSameRunTheSameBakeAndAnotherRunAnother() {
        ConfigRun other = new ConfigRun(
                "puppet", "run-2", RunStatus.CHANGED, CHANGED.nodeNames(), null, null, 1, null, null, null, NOW);
        assertThat(adoption(CHANGED, ACTIVE).id())
                .isEqualTo(adoption(CHANGED, ACTIVE).id());
        assertThat(adoption(CHANGED, ACTIVE).id())
                .isNotEqualTo(adoption(other, ACTIVE).id());
    }

    @Test
    void marksTheImageCompletelyAndUndoesWhatItWouldInherit() {
        Map<String, String> marks = adoption(CHANGED, ACTIVE).image(false);
        assertThat(marks)
                .containsEntry(Marks.ROLE, Marks.ROLE_IMAGE)
                .containsEntry(Marks.STATE, Marks.STATE_CANDIDATE)
                .containsEntry(Marks.FAMILY, "web")
                .containsEntry(Marks.SERVER, Given.SERVER)
                .containsEntry(Marks.BASE, "base-1")
                .containsEntry(Marks.DEADLINE, NOW.plusSeconds(3600).toString())
                .containsEntry(Marks.PROMOTED_AT, "")
                .containsEntry(Marks.TAKEN_OVER_AT, "")
                .containsEntry(Marks.UNEXPLAINED_SINCE, "");
    }

    @Test
    void refusesInWordsWhatCannotBecomeABake() {
        assertThat(refusal(CHANGED)).contains("no server of this project is called one of [web-1.example.org]");
        assertThat(refusal(CHANGED, ACTIVE, server("other-id", ACTIVE.name(), ServerStatus.ACTIVE, NOW, Map.of())))
                .contains("2 servers are called 'web-1.example.org'")
                .contains("?server=<UUID>");
        assertThat(refusal(CHANGED, server("mail-1", ServerStatus.ACTIVE)))
                .contains("no recipe adopts a server called 'mail-1'")
                .contains("[db, web]");
        assertThat(refusal(withFamily(CHANGED, "wbe"), ACTIVE)).contains("no recipe for the family 'wbe'");
        assertThat(refusal(CHANGED, server("web-1", ServerStatus.ERROR)))
                .contains("server 'web-1' is in ERROR: No valid host was found.");
        assertThat(refusal(run(RunStatus.UNCHANGED, "web-1"), ACTIVE))
                .isEqualTo(
                        "the outcome of the run is 'unchanged' and the recipe of 'web' bakes only on changed, completed");
    }

    @Test
    void anAddressOfSeveralServersIsRefusedInWords() {
        ConfigRun there = new ConfigRun(
                "chef", "r", RunStatus.CHANGED, null, null, List.of("10.0.0.5"), 1, null, null, null, NOW);

        assertThat(refusal(there)).contains("no server of this project is at one of [10.0.0.5]");
        assertThat(refusal(there, at("web-1", "10.0.0.5"), at("web-2", "10.0.0.5")))
                .isEqualTo("2 servers have the address 10.0.0.5: say which one with ?server=<UUID>");
        assertThat(adoption(there, at("web-1", "10.0.0.5")).family()).isEqualTo("web");
    }

    private static Server at(String name, String address) {
        return new Server(
                "id-" + name,
                name,
                ServerStatus.ACTIVE,
                null,
                NOW,
                "base-1",
                null,
                List.of(address),
                Map.of(),
                Set.of());
    }

    @Test
    void overlooksAServerOfThatNameThatIsStillBeingBuilt() {
        Server ghost = server("ghost", ACTIVE.name(), ServerStatus.BUILD, NOW, Map.of());
        assertThat(RequestSnapshot.decide(CHANGED, List.of(ghost, ACTIVE), recipes(), false, NOW))
                .isInstanceOf(RequestSnapshot.Decision.Adopt.class);
        assertThat(refusal(CHANGED, ghost)).contains("no server of this project");
    }

    @Test
    void neverBakesAServerThatCameFromAnImageOfOurs() {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web");
        assertThat(refusal(CHANGED, server(Given.SERVER, "web-1", ServerStatus.ACTIVE, NOW, marks)))
                .contains("was made by us as batch");
    }

    @Test
    void asksForTheSnapshotWhenTheClaimIsWon() {
        SnapshotClaim won = SnapshotClaim.won(List.of());
        Adoption bake = adoption(CHANGED, ACTIVE);
        assertThat(SnapshotClaim.decide(bake, won))
                .isEqualTo(new SnapshotClaim.Decision.Snapshot(bake, List.of(), false, null));
    }

    @Test
    void leavesItToTheCloudToSayWhenAnImageIsCompleteButNotWhenItsVolumesAre() {
        Server onVolume = new Server(
                ACTIVE.id(),
                ACTIVE.name(),
                ACTIVE.status(),
                null,
                ACTIVE.createdAt(),
                null,
                null,
                List.of(),
                Map.of(),
                Set.of(),
                List.of("volume-1"),
                null);
        assertThat(noticed(ACTIVE, true)).isTrue();
        assertThat(noticed(ACTIVE, false)).isFalse();
        assertThat(noticed(onVolume, true)).isFalse();
    }

    private static boolean noticed(Server server, boolean live) {
        return ((RequestSnapshot.Decision.Adopt) RequestSnapshot.decide(CHANGED, List.of(server), recipes(), live, NOW))
                .bake()
                .noticed();
    }

    @Test
    void expectsTheSnapshotToTakeAsLongAsTheFamilysLast() {
        SnapshotClaim won = SnapshotClaim.won(List.of(
                Given.image("i1", "web-1", ImageStatus.ACTIVE, seconds("100"), NOW.minusSeconds(900)),
                Given.image("i2", "web-2", ImageStatus.ACTIVE, seconds("240"), NOW.minusSeconds(500))));
        SnapshotClaim.Decision.Snapshot snapshot =
                (SnapshotClaim.Decision.Snapshot) SnapshotClaim.decide(adoption(CHANGED, ACTIVE), won);
        assertThat(snapshot.expectedSeconds()).isEqualTo(240);
    }

    @Test
    void reportsTheSnapshotThatIsUnderWayWhenTheClaimIsTaken() {
        Adoption bake = adoption(CHANGED, ACTIVE);
        SnapshotClaim taken = taken(NOW.minusSeconds(5), ImageStatus.SAVING, NOW.minusSeconds(4));
        assertThat(SnapshotClaim.decide(bake, taken)).isInstanceOf(SnapshotClaim.Decision.UnderWay.class);
    }

    @Test
    void leavesAYoungClaimToItsHolderAndTakesAnOldOneOver() {
        Adoption bake = adoption(CHANGED, ACTIVE);
        SnapshotClaim young = new SnapshotClaim(record(NOW.minusSeconds(5)), false, List.of());
        SnapshotClaim old = new SnapshotClaim(record(NOW.minusSeconds(91)), false, List.of());
        assertThat(SnapshotClaim.decide(bake, young)).isInstanceOf(SnapshotClaim.Decision.Later.class);
        assertThat(SnapshotClaim.decide(bake, old))
                .isEqualTo(new SnapshotClaim.Decision.Snapshot(bake, List.of(), true, null));
        assertThat(bake.image(true)).containsEntry(Marks.TAKEN_OVER_AT, NOW.toString());
    }

    @Test
    void replacesAnImageThatStaysQueuedWhileTheServerIsIdleButNotAYoungOne() {
        Adoption bake = adoption(CHANGED, ACTIVE);
        SnapshotClaim young = taken(NOW.minusSeconds(300), ImageStatus.QUEUED, NOW.minusSeconds(20));
        SnapshotClaim old = taken(NOW.minusSeconds(300), ImageStatus.QUEUED, NOW.minusSeconds(120));
        assertThat(SnapshotClaim.decide(bake, young)).isInstanceOf(SnapshotClaim.Decision.Later.class);
        SnapshotClaim.Decision.Snapshot again = (SnapshotClaim.Decision.Snapshot) SnapshotClaim.decide(bake, old);
        assertThat(again.orphans()).extracting(image -> image.id()).containsExactly("i1");
    }

    @Test
    void waitsForABusyServer() {
        Adoption bake = busy(Given.busy(ACTIVE, "image_uploading"));
        SnapshotClaim nobodys = new SnapshotClaim(null, false, List.of());
        assertThat(SnapshotClaim.decide(bake, nobodys))
                .isEqualTo(new SnapshotClaim.Decision.Later(
                        "server 'web-1.example.org' is busy: ACTIVE, image_uploading", null));
    }

    @Test
    void reportsTheSnapshotThatKeepsTheServerBusyWhenItIsItsOwn() {
        Adoption bake = busy(Given.busy(ACTIVE, "image_uploading"));
        SnapshotClaim own = taken(NOW.minusSeconds(300), ImageStatus.SAVING, NOW.minusSeconds(299));
        assertThat(SnapshotClaim.decide(bake, own)).isInstanceOf(SnapshotClaim.Decision.UnderWay.class);
    }

    @Test
    void comesBackWhenTheClaimOfADeadDeliveryRunsOut() {
        SnapshotClaim young = new SnapshotClaim(record(NOW.minusSeconds(5)), false, List.of());
        SnapshotClaim.Decision.Later later =
                (SnapshotClaim.Decision.Later) SnapshotClaim.decide(adoption(CHANGED, ACTIVE), young);
        assertThat(later.pause()).isEqualTo(SnapshotClaim.LEASE.minusSeconds(5));
    }

    /** Two servers, one run, and clocks apart: that another server is busy with the image cannot be seen here. */
    @Test
    void seed1237042AnImageOfAnotherServerIsLeftAloneForLongerThanClocksDiffer() {
        Instant before = NOW.minus(SnapshotClaim.LEASE).minusSeconds(1);
        Adoption bake = adoption(CHANGED, ACTIVE);
        Map<String, String> marks =
                Map.of(Marks.STATE, Marks.STATE_CANDIDATE, Marks.SERVER, "another", "instance_uuid", "another");
        io.bakehouse.model.Image young = Given.image("i1", bake.id(), ImageStatus.QUEUED, marks, before);
        SnapshotClaim taken = new SnapshotClaim(record(NOW.minusSeconds(900)), false, List.of(young));
        assertThat(SnapshotClaim.decide(bake, taken)).isInstanceOf(SnapshotClaim.Decision.Later.class);
    }

    @Test
    void doesNothingForABakeThatHasEnded() {
        Adoption bake = adoption(CHANGED, ACTIVE);
        SnapshotClaim gone = new SnapshotClaim(null, true, List.of());
        SnapshotClaim failed = new SnapshotClaim(
                Given.record("r", Map.of(Marks.STATE, Marks.STATE_FAILED), NOW.minusSeconds(500)), false, List.of());
        assertThat(SnapshotClaim.decide(bake, gone)).isEqualTo(new SnapshotClaim.Decision.Over());
        assertThat(SnapshotClaim.decide(bake, failed)).isEqualTo(new SnapshotClaim.Decision.Over());
    }

    private static Map<String, String> seconds(String seconds) {
        return Map.of(Marks.STATE, Marks.STATE_CURRENT, Marks.SNAPSHOT_SECONDS, seconds);
    }

    private static SnapshotClaim taken(Instant claimedAt, ImageStatus status, Instant imageAt) {
        String bake = adoption(CHANGED, ACTIVE).id();
        return new SnapshotClaim(
                record(claimedAt), false, List.of(Given.image("i1", bake, status, Marks.STATE_CANDIDATE, imageAt)));
    }

    private static io.bakehouse.model.Image record(Instant createdAt) {
        return Given.record("r", Map.of(Marks.BAKE, "web-1"), createdAt);
    }

    private static Adoption adoption(ConfigRun run, Server server) {
        return ((RequestSnapshot.Decision.Adopt) RequestSnapshot.decide(run, List.of(server), recipes(), false, NOW))
                .bake();
    }

    private static Adoption busy(Server server) {
        return ((RequestSnapshot.Decision.Wait) RequestSnapshot.decide(CHANGED, List.of(server), recipes(), false, NOW))
                .bake();
    }

    private static String refusal(ConfigRun run, Server... found) {
        RequestSnapshot.Decision decision = RequestSnapshot.decide(run, List.of(found), recipes(), false, NOW);
        return ((RequestSnapshot.Decision.Refuse) decision).words();
    }
}
