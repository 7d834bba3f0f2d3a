package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageTest {
    private static final String ONE = "0d3ffa7d-7e1b-4b2e-9d06-7a6b8c1f7e11";
    private static final String TWO = "e1f0a4d2-55aa-4c0a-8f10-0123456789ab";

    private static Image image(Map<String, String> properties) {
        return new Image(
                "i",
                "n",
                ImageStatus.ACTIVE,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                null,
                "p",
                "private",
                false,
                false,
                properties);
    }

    private static Image mapped(String mapping) {
        return image(Map.of(Image.BLOCK_DEVICE_MAPPING, mapping));
    }

    @Test
    void volumeSnapshotsAreThoseThatTheMappingNames() {
        String device = "{\"boot_index\": 0, \"snapshot_id\": \"%s\", \"volume_id\": null, \"volume_size\": 20}";

        assertThat(mapped("[" + device.formatted(ONE) + ", " + device.formatted(TWO) + "]")
                        .volumeSnapshots())
                .containsExactly(ONE, TWO);
        assertThat(mapped("[{\"snapshot_id\":\"" + ONE + "\"}]").volumeSnapshots())
                .containsExactly(ONE);
    }

    @Test
    void ordinaryAndBrokenOnesHaveNone() {
        assertThat(image(Map.of()).volumeSnapshots()).isEmpty();
        for (String broken : new String[] {
            "",
            "[]",
            "null",
            "[{\"snapshot_id\": null, \"volume_id\": \"" + ONE + "\"}]",
            "[{\"snapshot_id\": \"../x\"}]",
            "[{\"snapshot_id\": \"" + ONE + "\", \"boot_in",
            "{\"snapshot_id\": \"" + ONE + "\"}",
            "[{\"tag\": \"\\\"snapshot_id\\\": \\\"" + ONE + "\\\"\"}]"
        }) {
            assertThat(mapped(broken).volumeSnapshots()).as(broken).isEmpty();
        }
    }

    @Test
    void whatInheritsTheMarkOfAnotherImageIsNotOurs() {
        Map<String, String> marks =
                Map.of(Marks.ROLE, Marks.ROLE_IMAGE, Marks.FAMILY, "web", Marks.SERVER, "s", Marks.SELF, "other");

        assertThat(image(marks).isOurs()).isFalse();
        assertThat(image(Map.of(Marks.ROLE, Marks.ROLE_IMAGE, Marks.FAMILY, "web", Marks.SERVER, "s", Marks.SELF, "i"))
                        .isOurs())
                .isTrue();
    }
}
