package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * People who boot by name while the name moves: threads that ask for the images of the family's name as fast as they can,
 * through promotions and rollbacks, find one that is good, or for a moment none; never two, never a candidate.
 */
class ConcurrentReaderTest {
    private static final int BAKES = 30;
    private static final int READERS = 4;
    private static final Duration LIMIT = Duration.ofHours(1);

    private final VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), VirtualBakery.recipe(0, LIMIT, 0));
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong reads = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void theNameNeverMeansTwoImagesOrAnUnfinishedOne() throws InterruptedException {
        bakery.cloud.addConvergedServer("node-01");
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            for (int i = 0; i < READERS; i++) {
                readers.execute(this::read);
            }
            for (int i = 0; i < BAKES; i++) {
                bakery.converged("node-01", "run-" + i);
                bakery.engine.runUntilQuiet(LIMIT);
                if (i % 3 == 2) {
                    rollBack("back-" + i);
                }
            }
        } finally {
            over.set(true);
            readers.shutdown();
            assertThat(readers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(wrong).isEmpty();
        assertThat(reads.get()).as("looks at the name").isGreaterThan(BAKES);
        assertThat(bakery.named()).hasSize(1);
    }

    private void rollBack(String cause) {
        Image target = bakery.images().stream()
                .filter(image -> image.has(Marks.STATE, Marks.STATE_PREVIOUS))
                .max(Image.SENIORITY)
                .orElseThrow();
        RollbackRequested request =
                new RollbackRequested("web", target.id(), null, cause, null, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.ROLLBACK_REQUESTED, request)));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.named()).extracting(Image::id).containsExactly(target.id());
    }

    private void read() {
        Cloud cloud = bakery.cloud.cloud();
        while (!over.get()) {
            List<Image> named = cloud.images(new ImageQuery(false, Map.of())).stream()
                    .filter(image -> "web".equals(image.name()))
                    .toList();
            reads.incrementAndGet();
            if (named.size() > 1) {
                wrong.add("two images: " + named);
            }
            named.stream()
                    .filter(image -> !image.has(Marks.STATE, Marks.STATE_CURRENT))
                    .forEach(image -> wrong.add("not a current one: " + image));
        }
    }
}
