package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.bakehouse.platform.ChatReplies;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers go where they may, and nowhere else. */
class ChatRepliesOverHttpTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = exchange.getRequestURI().getPath().equals("/moved") ? 302 : 200;
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close();
    }

    @Test
    void aKnownHostIsAnsweredAndRedirectionsAreNotFollowed() {
        ChatRepliesOverHttp replies =
                new ChatRepliesOverHttp(vertx, new ReplyAddress(Set.of("127.0.0.1"), Set.of("127.0.0.1")));

        assertThat(replies.send(reply("/hooks/1?a=b"))).isTrue();
        assertThat(replies.send(reply("/moved"))).isTrue();
        assertThat(received).containsExactly("POST /hooks/1?a=b {}", "POST /moved {}");
    }

    @Test
    void whoIsNotAllowedIsNotAnswered() {
        for (ReplyAddress addresses :
                List.of(new ReplyAddress(Set.of(), Set.of()), new ReplyAddress(Set.of("127.0.0.1"), Set.of()))) {
            assertThat(new ChatRepliesOverHttp(vertx, addresses).send(reply("/hooks/1")))
                    .isFalse();
        }
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "slack,https://hooks.slack.com/x,true",
        "slack,http://hooks.slack.com/x,false",
        "slack,https://hooks.slack.com:8443/x,false",
        "slack,https://u:p@hooks.slack.com/x,false",
        "slack,https://hooks.slack.com.evil.org/x,false",
        "slack,https://discord.com/x,false",
        "discord,https://discord.com/api/v10/webhooks/1/t,true",
        "mattermost,https://chat.example.org/hooks/1,true",
        "mattermost,http://chat.example.org/hooks/1,false",
        "mattermost,file:///etc/passwd,false",
        "mattermost,https://169.254.169.254/latest,false"
    })
    void onlyKnownAddressesAreUsed(String product, String url, boolean allowed) {
        ReplyAddress addresses = new ReplyAddress(Set.of("chat.example.org"), Set.of());
        assertThat(addresses.read(product, url).isPresent()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1",
                "2002:0a00:1::1"
            })
    void ourOwnNetworksAreNotReached(String address) throws IOException {
        assertThat(ReplyAddress.isPublic(InetAddress.getByName(address))).isFalse();
        assertThat(ReplyAddress.isPublic(InetAddress.getByName("3.68.170.153"))).isTrue();
        assertThat(ReplyAddress.isPublic(InetAddress.getByName("2606:4700::1"))).isTrue();
    }

    private ChatReplies.Reply reply(String path) {
        return new ChatReplies.Reply(
                "mattermost", "POST", "http://127.0.0.1:" + server.getAddress().getPort() + path, "{}");
    }
}
