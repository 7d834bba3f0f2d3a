package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudKindTest {
    @Test
    void whatIsChosenWins() {
        assertThat(CloudKind.of(Optional.of("practice"), Map.of("OS_CLOUD", "a")))
                .isEqualTo(CloudKind.PRACTICE);
        assertThat(CloudKind.of(Optional.of("openstack"), Map.of())).isEqualTo(CloudKind.OPENSTACK);
        assertThatThrownBy(() -> CloudKind.of(Optional.of("aws"), Map.of()))
                .hasMessage("BAKEHOUSE_CLOUD is 'aws': it must be practice or openstack");
    }

    @Test
    void withoutAChoiceAnythingThatNamesACloudMeansIt(@TempDir Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/openstack"));
        Map<String, String> environment = Map.of("HOME", home.toString());

        assertThat(CloudKind.of(Optional.empty(), Map.of("OS_AUTH_URL", "http://127.0.0.1:5000")))
                .isEqualTo(CloudKind.OPENSTACK);
        assertThat(CloudKind.of(Optional.of(" "), environment)).isEqualTo(CloudKind.PRACTICE);
        Files.writeString(folder.resolve("clouds.yaml"), "clouds: {}\n");
        assertThat(CloudKind.of(Optional.empty(), environment)).isEqualTo(CloudKind.OPENSTACK);
    }
}
