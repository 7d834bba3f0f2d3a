package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What one look hands to the next: the count of looks goes up, and nothing else is lost. */
class NextLookTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);

    private static BatchStarted batch(Instant deadline, String failure, int look, boolean follow) {
        return new BatchStarted("web", "b1", "i1", 4, NOW, deadline, 2, failure, look, follow);
    }

    private static RolloutStarted rollout(int surge, Instant wave, Instant until, String note, String failure) {
        boolean follow = failure != null;
        return new RolloutStarted("web", "r1", "i1", 4, surge, NOW, LATER, 2, wave, until, note, failure, 5, follow);
    }

    @Test
    void ofABuilder() {
        assertThat(new BuilderStarted("web", "b1", NOW, LATER, 3, true).nextLook())
                .isEqualTo(new BuilderStarted("web", "b1", NOW, LATER, 4, true));
    }

    @Test
    void ofASnapshot() {
        assertThat(new SnapshotStarted("web", "b1", "i1", "s1", NOW, LATER, 90, 3, false).nextLook())
                .isEqualTo(new SnapshotStarted("web", "b1", "i1", "s1", NOW, LATER, 90, 4, false));
    }

    @Test
    void ofACanary() {
        ImageReady ready = new ImageReady("web", "b1", "i1", NOW, 90);

        assertThat(new CanaryStarted(ready, NOW, LATER, 0, true).nextLook())
                .isEqualTo(new CanaryStarted(ready, NOW, LATER, 1, true));
    }

    @Test
    void ofABatch() {
        assertThat(batch(NOW, null, 3, false).nextLook()).isEqualTo(batch(NOW, null, 4, false));
        assertThat(batch(NOW, null, 3, true).until(LATER)).isEqualTo(batch(LATER, null, 3, true));
    }

    @Test
    void whatIsGivenUpIsFollowedToItsEnd() {
        assertThat(batch(LATER, null, 3, false).failing("quota")).isEqualTo(batch(LATER, "quota", 4, true));
        assertThat(rollout(2, NOW, LATER, null, null).failing("quota", NOW.plusSeconds(5)))
                .isEqualTo(rollout(2, NOW.plusSeconds(5), NOW.plusSeconds(5), null, "quota"));
    }

    @Test
    void aRolloutSaysWhyItsSurgeIsSmall() {
        assertThat(rollout(4, NOW, LATER, null, null).surging(1, "room for one"))
                .isEqualTo(rollout(1, NOW, LATER, "room for one", null));
    }

    @Test
    void aNoticedBatchIsLookedAtOnce() {
        BatchStarted noticed = BatchStarted.noticed("web", "b1", "i1", 4, NOW, LATER);

        assertThat(noticed.isNoticed()).isTrue();
        assertThat(noticed.follow()).isFalse();
        assertThat(batch(LATER, null, 0, true).isNoticed()).isFalse();
    }
}
