package io.bakehouse.practice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpFaultsTest extends OnPracticeServer {
    private void fault(String rule) throws Exception {
        client.json(204, "POST", "/practice/faults", "{\"rules\": [" + rule + "]}");
    }

    private String boot(String more) {
        return order("web", ", \"networks\": \"none\"" + more);
    }

    @Test
    void tooManyRequestsSaysWhenToComeBack() throws Exception {
        fault(
                "{\"call\": \"GET compute/*\", \"times\": 1, \"fault\": \"refused\", \"status\": 429, \"retryAfter\": 7}");
        HttpResponse<String> answer = client.send("GET", SERVERS, null);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(TestClient.MAPPER
                        .readTree(answer.body())
                        .path("overLimit")
                        .path("retryAfter")
                        .asText())
                .isEqualTo("7");
        client.get(SERVERS);
    }

    @Test
    void unavailableIsTheProxysHtmlAndHasNoEffect() throws Exception {
        fault("{\"call\": \"POST compute/servers\", \"fault\": \"refused\", \"status\": 503}");
        HttpResponse<String> answer = client.send("POST", SERVERS, boot(""));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(client.get(SERVERS).path("servers")).isEmpty();
    }

    @Test
    void lostAnswerLeavesItsServerBehind() throws Exception {
        fault("{\"call\": \"POST compute/servers\", \"fault\": \"answer-lost\"}");
        assertThatThrownBy(() -> client.send("POST", SERVERS, boot(""))).isInstanceOf(IOException.class);
        assertThat(client.get(SERVERS).path("servers")).hasSize(1);
    }

    @Test
    void noConnectionLeavesNothingBehind() throws Exception {
        fault("{\"call\": \"POST compute/servers\", \"fault\": \"down\"}");
        assertThatThrownBy(() -> client.send("POST", SERVERS, boot(""))).isInstanceOf(IOException.class);
        assertThat(client.get(SERVERS).path("servers")).isEmpty();
    }

    @Test
    void expiredTokenStaysExpiredAndANewOneWorks() throws Exception {
        fault("{\"call\": \"GET image/v2/images\", \"fault\": \"token-expired\"}");
        assertThat(client.send("GET", "/image/v2/images", null).statusCode()).isEqualTo(401);
        assertThat(client.send("GET", "/image/v2/images", null).statusCode()).isEqualTo(401);
        client.logIn();
        client.get("/image/v2/images");
        clock.pass(Duration.ofHours(1));
        assertThat(client.send("GET", "/image/v2/images", null).statusCode()).isEqualTo(401);
    }

    @Test
    void staleListShowsWhatWas() throws Exception {
        String id = model.addConvergedServer("node");
        clock.passSeconds(60);
        client.json(202, "POST", SERVERS, boot(""));
        client.json(204, "DELETE", SERVERS + "/" + id, null);
        clock.passSeconds(5);
        fault("{\"call\": \"GET compute/servers\", \"fault\": \"stale\", \"seconds\": 10}");
        assertThat(client.get(SERVERS).path("servers").path(0).path("id").asText())
                .isEqualTo(id);
        JsonNode fresh = client.get(SERVERS).path("servers");
        assertThat(fresh).hasSize(1);
        assertThat(fresh.path(0).path("name").asText()).isEqualTo("web");
    }

    @Test
    void shortPageHasANextLink() throws Exception {
        client.json(202, "POST", SERVERS, boot(", \"min_count\": 5"));
        fault("{\"call\": \"GET compute/servers\", \"fault\": \"short-page\", \"count\": 2}");
        JsonNode page = client.get(SERVERS + "?name=web");
        assertThat(page.path("servers")).hasSize(2);
        String next = page.path("servers_links").path(0).path("href").asText();
        JsonNode rest = client.get(next.substring(server.url().length()));
        assertThat(rest.path("servers")).hasSize(3);
        assertThat(rest.has("servers_links")).isFalse();
    }

    @Test
    void orphanedSnapshotLeavesAQueuedImage() throws Exception {
        String id = model.addConvergedServer("node");
        fault("{\"call\": \"POST compute/servers/{id}/action\", \"fault\": \"orphaned\"}");
        HttpResponse<String> answer = client.send(
                "POST",
                SERVERS + "/" + id + "/action",
                "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"bakehouse_bake\": \"web-1\"}}}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(client.get("/image/v2/images?bakehouse_bake=web-1").path("images"))
                .hasSize(1);
    }

    @Test
    void faultsThatDoNotExistAreRefused() throws Exception {
        client.json(400, "POST", "/practice/faults", "{\"rules\": [{\"call\": \"*\", \"fault\": \"fire\"}]}");
        client.json(400, "POST", "/practice/faults", "{\"rule\": []}");
        client.json(400, "POST", "/practice/faults", "[");
    }

    @Test
    void wordsPlantedForAServerAndQuotas() throws Exception {
        client.json(204, "POST", "/practice/faults", "{\"servers\": {\"web\": \"abortboot\"}}");
        client.json(202, "POST", SERVERS, boot(""));
        assertThat(client.get(SERVERS + "/detail")
                        .path("servers")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("ERROR");
        client.json(204, "PUT", "/practice/quotas/demo", "{\"instances\": 1}");
        assertThat(client.json(403, "POST", SERVERS, boot(""))
                        .path("forbidden")
                        .path("message")
                        .asText())
                .isEqualTo("Quota exceeded for instances: Requested 1, but already used 1 of 1 instances");
        assertThat(client.get("/practice/calls").path("POST compute/servers").asInt())
                .isEqualTo(2);
    }
}
