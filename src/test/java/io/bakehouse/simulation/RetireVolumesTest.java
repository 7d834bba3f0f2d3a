package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Builder;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Retention;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.VolumeStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.practice.BlockDevice;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.VolumeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images that consist of volume snapshots are kept while anything boots from them, and leave nothing behind. */
class RetireVolumesTest {
    private static final Duration BUILD = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String VOLUME = "7d5b6a1e-0c7e-4f0e-9a51-3a0f5a1f2b01";

    private final VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), recipe());
    private final Cloud cloud = bakery.cloud.cloud();

    @Test
    void anImageIsInUseWhileAVolumeWasMadeOfIt() {
        Image first = bake("first");
        BatchRequested batch = new BatchRequested(
                "web", Ids.batch("web", first.id(), "x"), first.id(), 2, "x", bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.BATCH_REQUESTED, batch)));
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).endsWith(EventType.BATCH_READY);
        String snapshot = first.volumeSnapshots().get(0);
        assertThat(cloud.volumes())
                .filteredOn(volume -> snapshot.equals(volume.snapshot()))
                .as("volumes of the batch")
                .hasSize(2);
        somebodyMakesAVolumeOf(snapshot);
        bake("second");
        retireAndWait();
        assertThat(isShown(first)).as("a batch and a volume use it").isTrue();

        bakery.servers().forEach(server -> cloud.deleteServer(server.id()));
        bakery.engine.runFor(BUILD);
        retireAndWait();
        assertThat(bakery.servers()).isEmpty();
        assertThat(isShown(first)).as("somebody's volume was made of it").isTrue();

        cloud.deleteVolume(VOLUME);
        bakery.engine.runFor(BUILD);
        retireAndWait();
        assertThat(isShown(first)).isFalse();
        assertThat(cloud.image(first.id())).isPresent();
        retireAndWait();
        assertThat(cloud.image(first.id())).isEmpty();
        assertThat(cloud.volumeSnapshots()).hasSize(1);
    }

    @Test
    void volumeSnapshotsOfSeveralImagesAreListedOnce() {
        for (String cause : List.of("first", "second", "third")) {
            bake(cause);
        }
        retireAndWait();
        bakery.cloud.calls().reset();
        retire();
        assertThat(bakery.endings().get(bakery.endings().size() - 1).words()).startsWith("0 images hidden, 2 deleted");
        assertThat(bakery.cloud.calls().of("GET volume/snapshots/detail")).isEqualTo(1);
        assertThat(bakery.cloud.calls().of("GET volume/volumes/detail")).isEqualTo(1);
        assertThat(cloud.volumeSnapshots()).hasSize(1);
    }

    /** As with {@code openstack volume create --snapshot}. */
    private void somebodyMakesAVolumeOf(String snapshot) {
        BlockDevice source = new BlockDevice(null, snapshot, 10, false);
        bakery.cloud
                .volumes()
                .volumes()
                .add(new VolumeState(
                        VOLUME,
                        bakery.cloud.site().project("demo"),
                        VolumeStatus.AVAILABLE,
                        10,
                        source,
                        null,
                        Map.of(),
                        bakery.clock.instant()));
    }

    private Image bake(String cause) {
        BuilderBakery.request(bakery, cause);
        BuilderBakery.converge(bakery, BUILD);
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).endsWith(EventType.IMAGE_PROMOTED);
        return bakery.named().get(0);
    }

    private void retire() {
        Instant slot = bakery.clock.instant();
        bakery.engine.publish(List.of(Event.of(EventType.RETIRE_REQUESTED, RetireRequested.scheduled(slot), slot)));
        bakery.engine.runFor(BUILD);
    }

    private void retireAndWait() {
        retire();
        bakery.engine.runFor(DAY.plus(BUILD));
    }

    private boolean isShown(Image image) {
        List<String> shown = new ArrayList<>();
        bakery.images().forEach(one -> shown.add(one.id()));
        return shown.contains(image.id());
    }

    private static Recipe recipe() {
        Builder plain = BuilderBakery.builder(Duration.ZERO);
        Builder onVolume = new Builder(
                plain.base(),
                plain.server(),
                plain.sender(),
                Optional.of(10),
                plain.stopFirst(),
                plain.expected(),
                plain.deadline(),
                plain.keepFor());
        Recipe recipe = BuilderBakery.recipe(onVolume, Optional.empty(), false);
        return new Recipe(
                recipe.family(),
                recipe.revision(),
                recipe.description(),
                recipe.adopt(),
                recipe.snapshot(),
                recipe.batch(),
                recipe.builder(),
                Optional.empty(),
                false,
                new Retention(Optional.of(0), Optional.empty(), DAY),
                Optional.empty());
    }
}
