package io.bakehouse.engine.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;

/** How the embedded broker is set up: every limit that it has is written here. */
final class BrokerSettings {
    /** Event ids that each queue remembers to drop a second event of the same id. */
    static final int REMEMBERED_IDS = 20_000;

    /** What all queues together hold in memory; beyond it they hold events in files only. */
    private static final long MEMORY = 32L << 20;

    /** What one queue holds in files; beyond it nothing is accepted for it. */
    static final long FILES = 1L << 30;

    private static final int JOURNAL_FILE = 4 << 20;

    /** Longest time that a write waits for others to share its disk sync with. */
    static final int SHARE_SYNC_NANOS = (int) TimeUnit.MICROSECONDS.toNanos(100);

    static final long REDELIVERY_MILLIS = 200;
    static final double REDELIVERY_FACTOR = 2;
    static final long LONGEST_REDELIVERY_MILLIS = 10_000;

    private BrokerSettings() {}

    /**
     * A broker that listens to this process only.
     *
     * @param url the address inside this process
     * @param deliveries how often an event is delivered that is neither acknowledged nor refused
     */
    static Configuration of(DataFolder folder, String url, List<String> functions, int deliveries) throws Exception {
        Path files = folder.path().resolve("queue");
        Configuration settings = new ConfigurationImpl()
                .setName("bakehouse")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false)
                .setPersistenceEnabled(true)
                .setJournalDirectory(files.resolve("journal").toString())
                .setBindingsDirectory(files.resolve("bindings").toString())
                .setLargeMessagesDirectory(files.resolve("large").toString())
                .setPagingDirectory(files.resolve("paging").toString())
                .setJournalType(AIOSequentialFileFactory.isSupported() ? JournalType.ASYNCIO : JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE)
                .setJournalBufferTimeout_NIO(SHARE_SYNC_NANOS)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setPersistIDCache(true)
                .setIDCacheSize(REMEMBERED_IDS)
                // So that an event that kills the process is counted, and not delivered for ever.
                .setPersistDeliveryCountBeforeDelivery(true)
                .setGlobalMaxSize(MEMORY)
                // A net below our own check, which refuses earlier and in words.
                .setMinDiskFree(folder.keepFree() / 2)
                .addAcceptorConfiguration("inside", url);
        for (String function : functions) {
            String events = Queues.events(function);
            String dead = Queues.dead(function);
            settings.addQueueConfiguration(durable(events)).addQueueConfiguration(durable(dead));
            settings.addAddressSetting(
                    events,
                    limits().setDeadLetterAddress(SimpleString.of(dead))
                            .setMaxDeliveryAttempts(deliveries)
                            .setRedeliveryDelay(REDELIVERY_MILLIS)
                            .setRedeliveryMultiplier(REDELIVERY_FACTOR)
                            .setMaxRedeliveryDelay(LONGEST_REDELIVERY_MILLIS));
            settings.addAddressSetting(dead, limits().setMaxDeliveryAttempts(-1));
        }
        return settings;
    }

    private static QueueConfiguration durable(String name) {
        return QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false);
    }

    private static AddressSettings limits() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageLimitBytes(FILES)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }
}
