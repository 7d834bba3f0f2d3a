package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.engine.local.SharedBrokers.Settings;
import io.bakehouse.platform.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tcp://broker:61616; the broker at broker:61616",
                "tcp://broker:61617?sslEnabled=true&trustStorePassword=hush; the broker at broker:61617",
                "(tcp://a:61616,tcp://b:61616)?ha=true; the broker at a:61616, b:61616",
                "(tcp://a:61616?sslEnabled=true,tcp://b:61616); the broker at a:61616, b:61616",
                "tcp://[::1]:61616; the broker at [::1]:61616"
            })
    void namesTheHostsAndNothingElse(String url, String name) {
        assertThat(BrokerAddress.of(Settings.of(url, "hush")).orElseThrow().name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker:61616",
                "amqp://broker:5672",
                "tcp://",
                "tcp://user:hush@broker:61616",
                "(tcp://a:61616",
                "tcp://a:61616,tcp://b:61616",
                "tcp://a:hush"
            })
    void anythingElseIsRefusedInWordsThatDoNotRepeatIt(String url) {
        assertThatThrownBy(() -> BrokerAddress.of(Settings.of(url, "hush")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("BAKEHOUSE_BROKER_URL must be")
                .hasMessageNotContaining("hush");
    }

    @Test
    void withoutAnAddressThereIsNone() {
        assertThat(BrokerAddress.of(
                        new Settings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(BrokerAddress.of(Settings.of(" ", "hush"))).isEmpty();
    }

    @Test
    void neverWaitsForEver() {
        BrokerAddress address = BrokerAddress.of(
                        Settings.of("tcp://broker:61616?reconnectAttempts=-1&callTimeout=600000", "hush"))
                .orElseThrow();

        assertThat(address.factory().getReconnectAttempts()).isZero();
        assertThat(address.factory().getCallTimeout()).isEqualTo(10_000);
    }

    @Test
    void thePasswordMayStandInAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "hush\n");

        assertThat(BrokerAddress.of(settings(Optional.empty(), file))
                        .orElseThrow()
                        .factory()
                        .getPassword())
                .isEqualTo("hush");
        assertThatThrownBy(() -> BrokerAddress.of(settings(Optional.of("hush"), file)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("leave one of them");
        assertThatThrownBy(() -> BrokerAddress.of(settings(Optional.empty(), folder.resolve("none"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be read");
    }

    private static Settings settings(Optional<String> password, Path file) {
        return new Settings(Optional.of("tcp://broker:61616"), Optional.of("u"), password, Optional.of(file));
    }
}
