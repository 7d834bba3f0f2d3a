package io.bakehouse.engine.amqp;

import com.rabbitmq.client.ConnectionFactory;
import io.bakehouse.platform.StartFailure;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Reads the address of the bus, which holds a password: neither it nor what a parser says of it is ever repeated. */
final class BusAddress {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int HEARTBEAT_SECONDS = 30;

    private BusAddress() {}

    /**
     * A factory of connections to it, which does not connect yet.
     *
     * @throws StartFailure when it is no such address
     */
    static ConnectionFactory read(String url) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(url);
            if (url.startsWith("amqps")) {
                // The library's own choice for this scheme trusts everybody.
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
            // A lost connection is set up anew from the start: the exchange may be gone as well as the queue.
            factory.setAutomaticRecoveryEnabled(false);
            factory.setTopologyRecoveryEnabled(false);
            factory.setConnectionTimeout((int) CONNECT.toMillis());
            factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
            return factory;
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
            throw StartFailure.of("BAKEHOUSE_NOTIFICATIONS_URL must be the address of the cloud's RabbitMQ, such as"
                    + " amqp://user:password@rabbit.example.org:5672/%2F");
        }
    }
}
