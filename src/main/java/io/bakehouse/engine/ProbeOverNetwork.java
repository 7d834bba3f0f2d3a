package io.bakehouse.engine;

import io.bakehouse.platform.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Probes over the network, directly: a proxy would answer for a server that is away. */
@ApplicationScoped
class ProbeOverNetwork implements Probe {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    /** A name would be looked up, and might mean somebody else. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final Predicate<InetAddress> allowed;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    @Inject
    ProbeOverNetwork() {
        this(ProbeOverNetwork::isAddressOfServer);
    }

    ProbeOverNetwork(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /** Our own machine and the metadata service are no servers, whatever address somebody gave to a port. */
    static boolean isAddressOfServer(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress();
    }

    @Override
    public OptionalInt http(String address, int port, String path) {
        Optional<InetAddress> host = host(address);
        if (host.isEmpty()) {
            return OptionalInt.empty();
        }
        String literal = host.get().getHostAddress();
        try {
            URI uri =
                    URI.create("http://" + (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port + path);
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(ANSWER).GET().build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // Closed unread: the status is known, and the body may have no end.
            answer.body().close();
            return OptionalInt.of(answer.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while probing a server", e);
        }
    }

    @Override
    public boolean tcp(String address, int port) {
        Optional<InetAddress> host = host(address);
        if (host.isEmpty()) {
            return false;
        }
        try (Socket socket = new Socket(java.net.Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(host.get(), port), (int) CONNECT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<InetAddress> host(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address)).filter(allowed);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
