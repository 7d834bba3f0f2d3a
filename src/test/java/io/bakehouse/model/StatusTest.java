package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenStack's words for states mean to us. */
class StatusTest {
    @Test
    void novaSnapshotsServersThatRunOrStandStill() {
        assertThat(Arrays.stream(ServerStatus.values()).filter(ServerStatus::canBeSnapshotted))
                .containsExactlyInAnyOrder(
                        ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.PAUSED, ServerStatus.SUSPENDED);
    }

    @Test
    void aServersWordIsNovas() {
        assertThat(ServerStatus.of("SHELVED_OFFLOADED")).isEqualTo(ServerStatus.SHELVED_OFFLOADED);
        assertThat(ServerStatus.of("active")).isEqualTo(ServerStatus.UNKNOWN);
        assertThat(ServerStatus.of(null)).isEqualTo(ServerStatus.UNKNOWN);
    }

    @Test
    void anImagesWordIsGlances() {
        assertThat(ImageStatus.of("pending_delete")).isEqualTo(ImageStatus.PENDING_DELETE);
        assertThat(ImageStatus.of("melting")).isEqualTo(ImageStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "creating, CREATING, true, false",
        "downloading, DOWNLOADING, true, false",
        "available, AVAILABLE, false, false",
        "in-use, IN_USE, false, false",
        "error, ERROR, false, true",
        "error_deleting, ERROR_DELETING, false, true"
    })
    void aVolumesWordIsCinders(String word, VolumeStatus status, boolean underWay, boolean failed) {
        assertThat(VolumeStatus.of(word)).isEqualTo(status);
        assertThat(status.wire()).isEqualTo(word);
        assertThat(status.isUnderWay()).isEqualTo(underWay);
        assertThat(status.isFailed()).isEqualTo(failed);
    }

    @Test
    void aVolumesUnknownWordIsNoneOfThem() {
        assertThat(VolumeStatus.of("in_use")).isEqualTo(VolumeStatus.UNKNOWN);
    }
}
