package io.bakehouse.engine.local;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import java.util.List;
import java.util.stream.Collectors;

/** What a shared broker is told: the limits of the embedded one, and two queues for each function of the table. */
final class BrokerFile {
    /** As the embedded broker has it with the default of {@code bakehouse.deaths}. */
    private static final int DELIVERIES = LocalEngine.Options.DEFAULT.deaths() + 2;

    private static final List<String> EVERYWHERE = List.of(
            "createNonDurableQueue",
            "deleteNonDurableQueue",
            "createDurableQueue",
            "createAddress",
            "send",
            "consume",
            "browse");

    /** To ask which queues there are, over a queue of one's own that goes with the question. */
    private static final List<String> FOR_QUESTIONS = List.of(
            "createNonDurableQueue",
            "deleteNonDurableQueue",
            "createAddress",
            "deleteAddress",
            "send",
            "consume",
            "manage");

    private BrokerFile() {}

    static String of(FunctionTable table) {
        String addresses = table.queued().stream()
                .map(FunctionRow::name)
                .map(BrokerFile::queues)
                .collect(Collectors.joining());
        String dead = table.queued().stream()
                .map(FunctionRow::name)
                .map(BrokerFile::dead)
                .collect(Collectors.joining());
        return HEAD
                + SECURITY.formatted(permissions(EVERYWHERE), permissions(FOR_QUESTIONS))
                + SETTINGS.formatted(
                        BrokerSettings.FILES,
                        DELIVERIES,
                        BrokerSettings.REDELIVERY_MILLIS,
                        BrokerSettings.REDELIVERY_FACTOR,
                        BrokerSettings.LONGEST_REDELIVERY_MILLIS,
                        dead)
                + ADDRESSES.formatted(addresses);
    }

    private static String permissions(List<String> types) {
        return types.stream()
                .map(type -> "        <permission type=\"" + type + "\" roles=\"amq\"/>\n")
                .collect(Collectors.joining());
    }

    private static String queues(String function) {
        return address(Queues.events(function)) + address(Queues.dead(function));
    }

    private static String address(String name) {
        return "      <address name=\"%1$s\"><anycast><queue name=\"%1$s\"/></anycast></address>\n".formatted(name);
    }

    private static String dead(String function) {
        return """
                  <address-setting match="%s"><dead-letter-address>%s</dead-letter-address></address-setting>
            """.formatted(Queues.events(function), Queues.dead(function));
    }

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- An ActiveMQ Artemis for several processes of one bakery: README.md says how to run it. It follows from
                 functions.yaml and from the limits of the embedded queue. -->
            <configuration xmlns="urn:activemq">
              <core xmlns="urn:activemq:core">
                <name>bakehouse</name>
                <security-enabled>true</security-enabled>

                <paging-directory>${bakehouse.broker.data:data}/paging</paging-directory>
                <bindings-directory>${bakehouse.broker.data:data}/bindings</bindings-directory>
                <journal-directory>${bakehouse.broker.data:data}/journal</journal-directory>
                <large-messages-directory>${bakehouse.broker.data:data}/large-messages</large-messages-directory>
                <journal-type>NIO</journal-type>
                <journal-pool-files>10</journal-pool-files>
                <journal-buffer-timeout>%d</journal-buffer-timeout>

                <!-- What was accepted is on disk, and so is which events each queue has had: it drops a second one. -->
                <persistence-enabled>true</persistence-enabled>
                <journal-sync-transactional>true</journal-sync-transactional>
                <journal-sync-non-transactional>true</journal-sync-non-transactional>
                <persist-id-cache>true</persist-id-cache>
                <id-cache-size>%d</id-cache-size>

                <!-- So that an event that kills whoever takes it is counted, and not delivered for ever. -->
                <persist-delivery-count-before-delivery>true</persist-delivery-count-before-delivery>

                <!-- Beyond it, events are held in files only; with less space on disk, nothing is accepted. -->
                <global-max-size>64M</global-max-size>
                <min-disk-free>256M</min-disk-free>

                <acceptors>
                  <acceptor name="core">tcp://${bakehouse.broker.host:127.0.0.1}:${bakehouse.broker.port:61616}?protocols=CORE</acceptor>
                </acceptors>

            """.formatted(BrokerSettings.SHARE_SYNC_NANOS, BrokerSettings.REMEMBERED_IDS);

    private static final String SECURITY = """
                <security-settings>
                  <security-setting match="#">
            %s      </security-setting>
                  <security-setting match="activemq.management.#">
            %s      </security-setting>
                </security-settings>

            """;

    private static final String SETTINGS = """
                <address-settings>
                  <address-setting match="#">
                    <address-full-policy>PAGE</address-full-policy>
                    <page-limit-bytes>%d</page-limit-bytes>
                    <page-full-policy>FAIL</page-full-policy>
                    <disk-full-policy>FAIL</disk-full-policy>
                    <max-delivery-attempts>-1</max-delivery-attempts>
                    <default-address-routing-type>ANYCAST</default-address-routing-type>
                    <default-queue-routing-type>ANYCAST</default-queue-routing-type>
                    <auto-delete-queues>false</auto-delete-queues>
                    <auto-delete-addresses>false</auto-delete-addresses>
                  </address-setting>
                  <!-- One delivery more than a bakery counts: its own dead letter, which tells people, comes first. -->
                  <address-setting match="function.#">
                    <dead-letter-address>dead.unlisted</dead-letter-address>
                    <max-delivery-attempts>%d</max-delivery-attempts>
                    <redelivery-delay>%d</redelivery-delay>
                    <redelivery-delay-multiplier>%s</redelivery-delay-multiplier>
                    <max-redelivery-delay>%d</max-redelivery-delay>
                  </address-setting>
            %s    </address-settings>

            """;

    private static final String ADDRESSES = """
                <addresses>
                  <!-- For functions of a newer program, whose queues are made when they are first used. -->
                  <address name="dead.unlisted"><anycast><queue name="dead.unlisted"/></anycast></address>
            %s    </addresses>
              </core>
            </configuration>
            """;
}
