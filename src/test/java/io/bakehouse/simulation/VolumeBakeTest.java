package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bakes whose builder boots from a volume: image, volume snapshot and volume come and go together. */
class VolumeBakeTest {
    private static final Duration LIMIT = Duration.ofHours(4);
    private static final Duration BUILD = Duration.ofMinutes(10);

    /** A builder that boots from a volume. */
    static final Recipe RECIPE = BuilderBakery.recipe(onVolume(), Optional.of(BuilderBakery.verification()), false);

    private final VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), RECIPE);

    private static Builder onVolume() {
        Builder plain = BuilderBakery.builder(Duration.ZERO);
        return new Builder(
                new BaseImage(Optional.empty(), Optional.of("base"), Optional.empty(), Map.of()),
                plain.server(),
                plain.sender(),
                Optional.of(10),
                plain.stopFirst(),
                plain.expected(),
                plain.deadline(),
                plain.keepFor());
    }

    @Test
    void isVerifiedAndPromotedWhenItsVolumeSnapshotIsAvailable() {
        BuilderBakery.request(bakery, "volume");
        BuilderBakery.converge(bakery, BUILD);
        BuilderBakery.satisfy(bakery, BUILD);
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        Image image = bakery.named().get(0);
        assertThat(image.mark(Marks.SELF)).contains(image.id());
        assertThat(image.volumeSnapshots()).hasSize(1);
        bakery.sweep(4);
        VolumeSnapshot behind = bakery.cloud.cloud().volumeSnapshots().get(0);
        assertThat(behind.id()).isEqualTo(image.volumeSnapshots().get(0));
        assertThat(behind.isOurs()).isTrue();
        assertThat(bakery.servers()).isEmpty();
        assertThat(bakery.open()).isEmpty();
    }

    @Test
    void theSweepTakesWhatAnImageDeletedByHandLeavesBehind() {
        BuilderBakery.request(bakery, "volume");
        BuilderBakery.converge(bakery, BUILD);
        BuilderBakery.satisfy(bakery, BUILD);
        bakery.engine.runUntilQuiet(LIMIT);
        bakery.cloud.cloud().deleteImage(bakery.named().get(0).id());
        bakery.sweep(6);
        assertThat(bakery.cloud.cloud().volumeSnapshots()).isEmpty();
        assertThat(bakery.cloud.cloud().volumes()).isEmpty();
    }

    @Test
    void aVolumeSnapshotThatFailsEndsTheBakeAndLeavesNothing() {
        bakery.cloud.faults().plant("web-*", "failvolsnap");
        BuilderBakery.request(bakery, "volume");
        BuilderBakery.converge(bakery, BUILD);
        bakery.engine.runUntilQuiet(LIMIT);
        bakery.sweep(6);
        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
        assertThat(bakery.endings().get(0).words()).contains("volume snapshot").contains("went to error");
        assertThat(bakery.images()).isEmpty();
        assertThat(bakery.servers()).isEmpty();
        assertThat(bakery.cloud.cloud().volumeSnapshots()).isEmpty();
        assertThat(bakery.cloud.cloud().volumes()).isEmpty();
    }
}
