package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.practice.TestImages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A schedule bakes for a reason, and says which. */
class RebakeReasonsTest extends OnSchedule {
    @Test
    void bakesWhatHasNoImageAndThenNothingWhileNothingChanges() {
        fireUntil("12:30");
        assertThat(wanted()).extracting(bake -> bake.reason()).containsExactly("'web' has no image yet");
        finish();
        fireUntil("15:50");
        assertThat(wanted()).hasSize(1);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(schedule().mark(Marks.CHECKED_AT)).contains("2026-11-23T15:30:00Z");
    }

    @Test
    void bakesOnANewerBaseImage() {
        firstImage();
        String base = newBase();
        fireAt("13:30");
        assertThat(wanted().get(1).reason()).contains("the base image is base (" + base + ") and no longer");
        assertThat(record().mark(Marks.REASON))
                .contains(Marks.fit(wanted().get(1).reason()));
        assertThat(record().mark(Marks.CAUSE)).contains(wanted().get(1).cause());
        finish();
        assertThat(current().mark(Marks.BASE)).contains(base);
        fireAt("14:30");
        assertThat(wanted()).hasSize(2);
    }

    @Test
    void bakesOnABaseImageThatStandsForOtherData() {
        firstImage();
        TestImages.replaceData(bakery.cloud, bakery.cloud.baseImage(), "0123456789abcdef0123456789abcdef");
        fireAt("13:30");
        assertThat(wanted().get(1).reason()).contains("has another checksum");
        finish();
        fireAt("14:30");
        assertThat(wanted()).hasSize(2);
    }

    @Test
    void bakesWhatIsTooOldOnce() {
        firstImage();
        fireAt(NOON.plus(Duration.ofDays(30)).plusSeconds(1800));
        assertThat(wanted()).hasSize(1);
        fireAt(NOON.plus(Duration.ofDays(31)).plusSeconds(1800));
        assertThat(wanted().get(1).reason()).contains("days old, older than 30");
        finish();
        fireAt(NOON.plus(Duration.ofDays(31)).plusSeconds(5400));
        assertThat(wanted()).hasSize(2);
    }

    @Test
    void bakesWhenAServerOfTheFamilyDriftsMoreThanAllowed() {
        firstImage();
        Server server = batchServer();
        bakery.cloud.cloud().markServer(server.id(), Map.of(Marks.RUN, "changed 5 puppet:x"));
        fireAt("13:30");
        assertThat(wanted()).hasSize(1);
        bakery.cloud.cloud().markServer(server.id(), Map.of(Marks.RUN, "changed 9 puppet:y"));
        fireAt("14:30");
        assertThat(wanted().get(1).reason()).contains("made 9 changes on server 'web-b1-1', and 5 are allowed");
        finish();
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.IMAGE_PROMOTED);
    }

    @Test
    void equalInputsReuseTheEarlierBakeSoThatARollbackIsNotUndone() {
        firstImage();
        String first = current().id();
        newBase();
        fireAt("13:30");
        finish();
        bakery.engine.publish(List.of(io.bakehouse.model.Event.of(
                EventType.ROLLBACK_REQUESTED,
                new io.bakehouse.model.RollbackRequested("web", first, null, "c-1", null, bakery.clock.instant()))));
        bakery.engine.runFor(Duration.ofMinutes(1));
        assertThat(current().id()).isEqualTo(first);
        fireAt("14:30");
        bakery.engine.runFor(Duration.ofMinutes(10));
        assertThat(booted()).isEqualTo(2);
        assertThat(current().id()).isEqualTo(first);
        assertThat(bakery.open()).isEmpty();
    }

    @Test
    void anImageThatSomebodyDeletedIsBakedAnew() {
        firstImage();
        bakery.cloud.cloud().deleteImage(current().id());
        fireAt("13:30");
        assertThat(booted()).isEqualTo(2);
        finish();
        assertThat(bakery.named()).hasSize(1);
        fireAt("14:30");
        assertThat(booted()).isEqualTo(2);
    }

    private Image record() {
        return bakery.open().get(0);
    }

    private Server batchServer() {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web", Marks.BATCH, "web-b1");
        bakery.cloud
                .cloud()
                .createServers(
                        new ServerSpec(
                                "web-b1-1",
                                current().id(),
                                "m1.nano",
                                "none",
                                null,
                                List.of(),
                                null,
                                null,
                                marks,
                                List.of(Marks.serverTag())),
                        1);
        return bakery.servers().get(0);
    }
}
