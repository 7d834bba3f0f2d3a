package io.bakehouse.engine.local.demo;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.SnapshotStarted;
import java.time.Duration;
import java.time.Instant;

/** Turns events into the demo's lines. */
final class Story {
    private final Screen screen;
    private final DemoClient client;
    private SnapshotStarted snapshot;
    private BatchStarted batch;
    private long shownPercent;
    private int shownActive;

    Story(Screen screen, DemoClient client) {
        this.screen = screen;
        this.client = client;
    }

    void tell(Event event) {
        switch (event.type()) {
            case SNAPSHOT_STARTED -> started((SnapshotStarted) event.data());
            case IMAGE_READY -> ready((ImageReady) event.data());
            case BATCH_STARTED -> started((BatchStarted) event.data());
            case IMAGE_PROMOTED -> screen.step("promoted", words(event));
            case BATCH_READY -> {
                batch = null;
                screen.step("batch ready", words(event));
            }
            case BATCH_FAILED -> screen.step("batch failed", words(event));
            case BAKE_FAILED, BAKE_REFUSED -> screen.step("no image", words(event));
            default -> {}
        }
    }

    /** What can be seen between two events. */
    void tick(Instant now) {
        if (snapshot != null && snapshot.expectedSeconds() != null) {
            Duration whole = Duration.ofSeconds(Math.max(1, snapshot.expectedSeconds()));
            long percent = Duration.between(snapshot.startedAt(), now).toMillis() * 100 / whole.toMillis();
            percent = Math.min(99, percent / 10 * 10);
            if (percent > shownPercent) {
                shownPercent = percent;
                screen.step("image saving", "about " + percent + " %");
            }
        }
        if (batch != null) {
            client.active(batch.batch()).filter(active -> active > shownActive).ifPresent(active -> {
                shownActive = active;
                screen.step("batch booting", active + "/" + batch.count() + " servers active");
            });
        }
    }

    private void started(SnapshotStarted data) {
        if (snapshot == null) {
            screen.step("snapshot requested", "bake " + data.bake() + ", image " + data.image());
        }
        snapshot = data;
    }

    private void ready(ImageReady data) {
        snapshot = null;
        screen.step("image ready", "Glance had it after " + data.snapshotSeconds() + " s");
    }

    private void started(BatchStarted data) {
        if (batch == null) {
            screen.step("batch requested", data.count() + " servers in one call, batch " + data.batch());
        }
        batch = data;
    }

    private static String words(Event event) {
        return ((Ending) event.data()).words();
    }
}
