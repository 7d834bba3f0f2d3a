package io.bakehouse.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Patience;
import io.bakehouse.program.PuppetRun;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many requests of one sender at a time. */
@QuarkusTest
@TestProfile(OnListedCloud.class)
class TurnstileHttpTest extends OnLists {
    private static final int FLOOD = 60;
    private static final int AT_A_TIME = 16;

    @Test
    void oneSendersFloodLeavesRoomForTheOthers() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        CountDownLatch gate = new CountDownLatch(1);
        queue.holdUp("puppet", gate);
        List<CompletableFuture<HttpResponse<String>>> flood = IntStream.range(0, FLOOD)
                .mapToObj(i -> client.sendAsync(
                        post(
                                "/webhooks/puppet",
                                PuppetRun.of("node-01.example.org", i).body()),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        try {
            Patience.until(() -> queue.held() == AT_A_TIME);
            HttpResponse<String> other = client.send(
                    post("/webhooks/ansible", "{\"host\": \"node-01\", \"status\": \"changed\"}"),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(queue.events).hasSize(1);
            assertThat(queue.held()).isEqualTo(AT_A_TIME);
        } finally {
            gate.countDown();
        }
        for (CompletableFuture<HttpResponse<String>> one : flood) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
        assertThat(queue.events).hasSize(FLOOD + 1);
    }

    private HttpRequest post(String path, String body) {
        URI to = address.resolve(path + "?token=" + URLEncoder.encode(OnListedCloud.TOKEN, StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(to)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
