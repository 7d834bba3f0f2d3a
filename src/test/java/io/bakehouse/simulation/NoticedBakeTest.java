package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RunStatus;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bake whose snapshot is expected to take an hour, so that the first look by the clock comes late. */
class NoticedBakeTest {
    private static final Duration DONE = Duration.ofSeconds(201);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualBakery bakery = new VirtualBakery(
            PracticeTimes.usual().snapshotIn(Duration.ofSeconds(200)),
            new Recipe(
                    "web",
                    "0badcafe",
                    "",
                    new Recipe.Adopt(List.of("node-*"), Set.of(RunStatus.CHANGED)),
                    new Recipe.Snapshot(Optional.of(Duration.ofHours(1)), Duration.ofHours(2)),
                    Optional.empty()));

    private Image image;

    @BeforeEach
    void bakeUntilGlanceHasIt() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.converged("node-01", "run-1");
        bakery.engine.runFor(DONE);
        image = bakery.images().get(0);
        assertThat(bakery.ends()).isEmpty();
    }

    @Test
    void aNotificationMakesTheLookAtOnce() {
        bakery.engine.publish(News.of("image.update", image, bakery.clock));
        bakery.engine.runFor(MOMENT);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
    }

    @Test
    void notificationsThatComeAgainOrAfterTheEndLeadToNothing() {
        for (int i = 0; i < 5; i++) {
            bakery.engine.publish(News.of("image.update", image, bakery.clock));
        }
        bakery.engine.runUntilQuiet(DAY);
        bakery.engine.publish(News.of("image.update", bakery.images().get(0), bakery.clock));
        bakery.engine.publish(News.of("image.delete", image, bakery.clock));
        bakery.engine.runUntilQuiet(DAY);
        bakery.sweep(2);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(bakery.named()).hasSize(1);
        assertThat(bakery.open()).isEmpty();
    }

    @Test
    void anImageThatTheCloudDeletesEndsTheBakeAtOnce() {
        bakery.cloud.cloud().deleteImage(image.id());
        bakery.engine.publish(News.of("image.delete", image, bakery.clock));
        bakery.engine.runFor(MOMENT);

        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
    }

    @Test
    void withoutNotificationsTheClockDoes() {
        bakery.engine.runUntilQuiet(DAY);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
    }
}
