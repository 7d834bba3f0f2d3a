package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.webhook.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeAcceptanceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant STARTED = NOW.minusSeconds(60);
    private static final Instant DEADLINE = NOW.plusSeconds(3600);
    private static final Map<String, String> IMAGE = Map.of(
            Marks.ROLE,
            Marks.ROLE_IMAGE,
            Marks.FAMILY,
            "web",
            Marks.BAKE,
            "web-1",
            Marks.STATE,
            Marks.STATE_CANDIDATE,
            Marks.SERVER,
            "server-1",
            Marks.STARTED_AT,
            STARTED.toString(),
            Marks.DEADLINE,
            DEADLINE.toString());

    private static Optional<Event> ofImage(String event, String status, String server, Map<String, String> marks) {
        Notice notice = new Notice("m", event, "image-1", status, server, null, null, marks);
        return NoticeAcceptance.decide(notice, NOW).event();
    }

    private static Map<String, String> with(Map<String, String> marks, String key, String value) {
        Map<String, String> changed = new HashMap<>(marks);
        changed.put(key, value);
        return changed;
    }

    @Test
    void theSenderIsToldWhatFollows() {
        Notice notice = new Notice("m", "image.update", "image-1", "active", "server-1", null, null, IMAGE);
        NoticeAcceptance acceptance = NoticeAcceptance.decide(notice, NOW);

        assertThat(ReceiveNotification.decide(notice, NOW))
                .isEqualTo(new Receipt(
                        200,
                        List.of(acceptance.words()),
                        List.of(acceptance.event().orElseThrow()),
                        Map.of(),
                        true));
    }

    @Test
    void aCandidateThatIsActiveIsLookedAtOnceAtOnce() {
        Event look = ofImage("image.update", "active", "server-1", IMAGE).orElseThrow();

        assertThat(look.type()).isEqualTo(EventType.SNAPSHOT_STARTED);
        assertThat(look.notBefore()).isNull();
        assertThat(look.data())
                .isEqualTo(
                        new SnapshotStarted("web", "web-1", "image-1", "server-1", STARTED, DEADLINE, null, 0, false));
        assertThat(ofImage("image.update", "active", null, IMAGE)).contains(look);
    }

    @Test
    void aCandidateThatIsDeletedIsLookedAtToo() {
        Event gone = ofImage("image.delete", "deleted", "server-1", IMAGE).orElseThrow();

        assertThat(gone.data()).isInstanceOf(SnapshotStarted.class);
        assertThat(gone.id())
                .isNotEqualTo(ofImage("image.update", "active", "server-1", IMAGE)
                        .orElseThrow()
                        .id());
    }

    @Test
    void glanceSaysActivateBeforeItHasSavedThatAndUpdateAfterIt() {
        assertThat(ofImage("image.activate", "active", "server-1", IMAGE)).isEmpty();
        assertThat(ofImage("image.upload", "active", "server-1", IMAGE)).isEmpty();
        assertThat(ofImage("image.update", "saving", "server-1", IMAGE)).isEmpty();
    }

    @Test
    void imagesThatNobodyWaitsForAreLeftAlone() {
        assertThat(ofImage("image.update", "active", "server-1", with(IMAGE, Marks.STATE, Marks.STATE_CURRENT)))
                .isEmpty();
        assertThat(ofImage("image.update", "active", "of-a-copy", IMAGE)).isEmpty();
        assertThat(ofImage("image.update", "active", "server-1", Map.of())).isEmpty();
        assertThat(ofImage("image.update", "active", "server-1", with(IMAGE, Marks.DEADLINE, "soon")))
                .isEmpty();
        assertThat(ofImage("image.update", "active", "server-1", with(IMAGE, Marks.ROLE, Marks.ROLE_RECORD)))
                .isEmpty();
    }

    private static Optional<Event> booted(int count, String message, Instant now) {
        Map<String, String> marks = Map.of(
                Marks.ROLE,
                Marks.ROLE_BATCH,
                Marks.FAMILY,
                "web",
                Marks.BATCH,
                "web-b",
                Marks.IMAGE,
                "image-1",
                Marks.COUNT,
                String.valueOf(count),
                Marks.DEADLINE,
                DEADLINE.toString());
        Notice notice = new Notice(message, "instance.create.end", null, null, message, "active", null, marks);
        return NoticeAcceptance.decide(notice, now).event();
    }

    @Test
    void aThousandServersThatBootInFiveMinutesMakeFewLooks() {
        Map<String, Event> looks = new LinkedHashMap<>();
        Instant last = NOW;
        for (int i = 0; i < 1000; i++) {
            last = NOW.plusMillis(i * 300L);
            Event look = booted(1000, "server-" + i, last).orElseThrow();
            looks.put(look.id(), look);
            Event again = booted(1000, "unversioned-" + i, last.plusMillis(5)).orElseThrow();
            looks.put(again.id(), again);
        }

        assertThat(looks).hasSizeLessThanOrEqualTo(16);
        Instant end = last;
        assertThat(looks.values())
                .allMatch(look -> ((BatchStarted) look.data()).isNoticed())
                .anyMatch(look -> look.notBefore().isAfter(end));
    }

    @Test
    void aSmallBatchIsLookedAtWithinASecond() {
        Event look = booted(4, "server-1", NOW.plusMillis(300)).orElseThrow();

        assertThat(look.notBefore()).isEqualTo(NOW.plusSeconds(1));
        assertThat(look.data())
                .isEqualTo(BatchStarted.noticed("web", "web-b", "image-1", 4, NOW.plusSeconds(1), DEADLINE));
    }

    @Test
    void aBuilderInErrorIsLookedAt() {
        Map<String, String> marks = with(IMAGE, Marks.ROLE, Marks.ROLE_BUILDER);
        Notice broken = new Notice("m", "instance.update", null, null, "server-1", "error", null, marks);
        Notice well = new Notice("m", "instance.update", null, null, "server-1", "active", null, marks);

        assertThat(NoticeAcceptance.decide(broken, NOW).event().orElseThrow().data())
                .isEqualTo(new BuilderStarted("web", "web-1", STARTED, DEADLINE, 0, false));
        assertThat(NoticeAcceptance.decide(well, NOW).event()).isEmpty();
    }

    @Test
    void aRolloutsServersHaveNoCountAndMakeNoLook() {
        Map<String, String> marks = Map.of(
                Marks.ROLE, Marks.ROLE_BATCH,
                Marks.FAMILY, "web",
                Marks.BATCH, "web-r",
                Marks.IMAGE, "image-1",
                Marks.DEADLINE, NOW.plus(Duration.ofHours(1)).toString());
        Notice notice = new Notice("m", "instance.create.end", null, null, "server-1", "active", null, marks);

        assertThat(NoticeAcceptance.decide(notice, NOW).event()).isEmpty();
        assertThat(NoticeAcceptance.decide(notice, NOW).words())
                .isEqualTo("nothing to do: nobody waits for instance.create.end");
    }
}
