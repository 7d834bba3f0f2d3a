package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeOverNetworkTest {
    private static final String HERE = "127.0.0.1";

    private final ProbeOverNetwork probe = new ProbeOverNetwork(address -> true);
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/well");
            }
            exchange.sendResponseHeaders(path.equals("/well") ? 200 : path.equals("/moved") ? 302 : 503, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                // More than a probe may read; it hangs up long before.
                for (int i = 0; path.equals("/well") && i < 1 << 16; i++) {
                    body.write(new byte[1 << 16]);
                }
            } catch (IOException e) {
                // The probe has hung up, as it should.
            }
        });
        server.start();
        port = server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tellsTheStatusAndReadsNoBody() {
        assertThat(probe.http(HERE, port, "/well")).isEqualTo(OptionalInt.of(200));
        assertThat(probe.http(HERE, port, "/ill")).isEqualTo(OptionalInt.of(503));
    }

    @Test
    void followsNoRedirection() {
        assertThat(probe.http(HERE, port, "/moved")).isEqualTo(OptionalInt.of(302));
    }

    @Test
    void aPortThatNobodyListensOnDoesNotAnswer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(probe.tcp(HERE, port)).isTrue();
        assertThat(probe.tcp(HERE, free)).isFalse();
        assertThat(probe.http(HERE, free, "/")).isEmpty();
    }

    @Test
    void aPortThatAcceptsAndSaysNothingDoesNotAnswerHttp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(probe.tcp(HERE, silent.getLocalPort())).isTrue();
            assertThat(probe.http(HERE, silent.getLocalPort(), "/")).isEmpty();
        }
    }

    @Test
    void namesAreNotLookedUpAndAPathThatIsNoneHasNoAnswer() {
        assertThat(probe.http("localhost", port, "/well")).isEmpty();
        assertThat(probe.tcp("localhost", port)).isFalse();
        assertThat(probe.http(HERE, port, "/%zz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "169.254.169.254", "224.0.0.1", "::1", "fe80::1"})
    void isNeverTalkedIntoAskingItsOwnMachine(String address) throws IOException {
        assertThat(ProbeOverNetwork.isAddressOfServer(InetAddress.getByName(address)))
                .isFalse();
        assertThat(new ProbeOverNetwork().tcp(address, port)).isFalse();
    }
}
