package io.bakehouse.engine.local;

import io.bakehouse.platform.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Reads where the shared broker is. The address may hold passwords: only its hosts are ever repeated.
 *
 * @param name for people, such as {@code the broker at a:61616, b:61616}
 * @param factory of connections, which does not connect yet
 */
record BrokerAddress(String name, ActiveMQConnectionFactory factory) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(10);
    /** A connection on which nothing was heard for that long is taken for lost; then the broker takes it for lost too. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final long LARGEST_FILE = 64 * 1024;
    private static final String HOST = "tcp://((?:\\[[0-9A-Fa-f:]+]|[A-Za-z0-9._-]+)(?::\\d{1,5})?)";
    private static final Pattern HOSTS = Pattern.compile(HOST);
    private static final String ONE = HOST + "(?:\\?[^,()]*)?";
    private static final Pattern FORM =
            Pattern.compile(HOST + "(?:\\?[^()]*)?|\\(" + ONE + "(?:," + ONE + ")*\\)(?:\\?[^()]*)?");

    /**
     * The address that the settings name, if they name one.
     *
     * @throws StartFailure when it is none, or the password cannot be read
     */
    static Optional<BrokerAddress> of(SharedBrokerSettings settings) {
        return settings.url().filter(url -> !url.isBlank()).map(url -> of(url.strip(), settings));
    }

    private static BrokerAddress of(String url, SharedBrokerSettings settings) {
        if (!FORM.matcher(url).matches()) {
            throw malformed();
        }
        String hosts =
                HOSTS.matcher(url).results().map(BrokerAddress::host).distinct().collect(Collectors.joining(", "));
        try {
            ActiveMQConnectionFactory factory =
                    new ActiveMQConnectionFactory(url, settings.user().orElse(null), password(settings));
            return new BrokerAddress("the broker at " + hosts, bounded(factory));
        } catch (StartFailure e) {
            throw e;
        } catch (RuntimeException e) {
            // Its words quote the address.
            throw malformed();
        }
    }

    /** The same factory with all its waits bounded, and no recovery of its own. */
    private static ActiveMQConnectionFactory bounded(ActiveMQConnectionFactory factory) {
        for (TransportConfiguration one : factory.getServerLocator().getStaticTransportConfigurations()) {
            one.getParams().putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, (int) CONNECT.toMillis());
        }
        factory.setInitialConnectAttempts(1);
        factory.setReconnectAttempts(0);
        factory.setCallTimeout(CALL.toMillis());
        factory.setCallFailoverTimeout(CALL.toMillis());
        factory.setClientFailureCheckPeriod(SILENCE.toMillis());
        factory.setConnectionTTL(LONGEST_SILENCE.toMillis());
        // The other nodes that a broker tells of may have addresses that are good for brokers only.
        factory.setUseTopologyForLoadBalancing(false);
        factory.setBlockOnDurableSend(true);
        // One event at a time per consumer: what waits in a buffer would wait behind a slow function.
        factory.setConsumerWindowSize(0);
        // A full queue fails a send; it never blocks one.
        factory.setProducerWindowSize(-1);
        return factory;
    }

    private static String host(MatchResult found) {
        return found.group(1);
    }

    private static String password(SharedBrokerSettings settings) {
        if (settings.password().isPresent() && settings.passwordFile().isPresent()) {
            throw StartFailure.of(
                    "there are both BAKEHOUSE_BROKER_PASSWORD and BAKEHOUSE_BROKER_PASSWORD_FILE: leave one of them");
        }
        return settings.password()
                .or(() -> settings.passwordFile().map(BrokerAddress::content))
                .orElse(null);
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) <= LARGEST_FILE) {
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            // Said below.
        }
        throw StartFailure.of("the file that BAKEHOUSE_BROKER_PASSWORD_FILE names cannot be read: " + file);
    }

    private static StartFailure malformed() {
        return StartFailure.of("BAKEHOUSE_BROKER_URL must be the address of an ActiveMQ Artemis, such as"
                + " tcp://broker.example.org:61616 or (tcp://a:61616,tcp://b:61616)?ha=true; user and password"
                + " have settings of their own");
    }
}
