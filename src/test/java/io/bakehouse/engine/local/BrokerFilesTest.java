package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.infra.Generated;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's own reader, which is strict about names, finds in the file what the embedded broker is told. */
class BrokerFilesTest {
    private static final Path FILE = Path.of("infra/local/broker/broker.xml");

    @TempDir
    private Path folder;

    @Test
    void theFileFollowsFromTheTable() {
        Generated.check(FILE, BrokerFile.of(FunctionTable.packaged()));
    }

    @Test
    void aSharedBrokerHasTheLimitsOfTheEmbeddedOne() throws Exception {
        FileConfiguration shared = new FileConfiguration();
        FileDeploymentManager reader = new FileDeploymentManager(FILE.toUri().toString());
        reader.addDeployable(shared);
        reader.readConfiguration();
        List<String> functions = FunctionTable.packaged().queued().stream()
                .map(row -> row.name())
                .toList();
        Configuration embedded;
        try (DataFolder data = DataFolder.open(folder, 0)) {
            embedded = BrokerSettings.of(data, "vm://0", functions, LocalEngine.Options.DEFAULT.deaths() + 2);
        }

        assertThat(shared.getIDCacheSize()).isEqualTo(embedded.getIDCacheSize());
        assertThat(shared.isPersistIDCache()).isTrue();
        assertThat(shared.isPersistDeliveryCountBeforeDelivery()).isTrue();
        assertThat(shared.isJournalSyncNonTransactional()).isTrue();
        assertThat(shared.isJournalSyncTransactional()).isTrue();
        assertThat(shared.isSecurityEnabled()).isTrue();
        assertThat(shared.getQueueConfigs()).isEmpty();
        assertThat(shared.getAddressConfigurations())
                .extracting(address -> address.getName())
                .containsAll(embedded.getQueueConfigs().stream()
                        .map(queue -> queue.getAddress().toString())
                        .toList());
        AddressSettings of = shared.getAddressSettings().get("function.#");
        AddressSettings wanted = embedded.getAddressSettings().get(Queues.events("sweep"));
        assertThat(of.getMaxDeliveryAttempts()).isEqualTo(wanted.getMaxDeliveryAttempts());
        assertThat(of.getRedeliveryDelay()).isEqualTo(wanted.getRedeliveryDelay());
        assertThat(of.getRedeliveryMultiplier()).isEqualTo(wanted.getRedeliveryMultiplier());
        assertThat(of.getMaxRedeliveryDelay()).isEqualTo(wanted.getMaxRedeliveryDelay());
        assertThat((Object)
                        shared.getAddressSettings().get(Queues.events("sweep")).getDeadLetterAddress())
                .isEqualTo(wanted.getDeadLetterAddress());
    }
}
