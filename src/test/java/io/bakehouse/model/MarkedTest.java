package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what carries our marks, and not just their names, may ever be deleted. */
class MarkedTest {
    @ParameterizedTest
    @CsvSource({"volume, web, true", "volume, '', false", "'', web, false", "'', '', false"})
    void aVolumeOrItsSnapshotIsOursByRoleAndFamily(String role, String family, boolean ours) {
        Map<String, String> marks = Map.of(Marks.ROLE, role, Marks.FAMILY, family);

        assertThat(volume(marks).isOurs()).isEqualTo(ours);
        assertThat(snapshot(marks).isOurs()).isEqualTo(ours);
    }

    @Test
    void whatHasNoMarksIsNotOurs() {
        assertThat(volume(Map.of()).isOurs()).isFalse();
        assertThat(snapshot(Map.of("owner", "somebody")).isOurs()).isFalse();
        assertThat(snapshot(Map.of(Marks.FAMILY, "web")).mark(Marks.FAMILY)).contains("web");
    }

    @Test
    void novaNamesVolumeSnapshotsAfterTheImage() {
        assertThat(VolumeSnapshot.nameFor("web-1")).isEqualTo("snapshot for web-1");
    }

    private static Volume volume(Map<String, String> marks) {
        return new Volume("v", "", VolumeStatus.AVAILABLE, 1, Instant.EPOCH, List.of(), null, marks);
    }

    private static VolumeSnapshot snapshot(Map<String, String> marks) {
        return new VolumeSnapshot("s", "", VolumeStatus.AVAILABLE, "v", 1, Instant.EPOCH, marks);
    }
}
