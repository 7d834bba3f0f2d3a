package io.bakehouse.practice.http;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The practice cloud answers with what a real one answered. */
class CapturedTest extends OnPracticeServer {
    private static final String NOVA = "/compute/v2.1";
    private static final String ZERO = "00000000-0000-4000-8000-000000000000";

    private String boot(String name) throws Exception {
        String body = order(name, ", \"networks\": \"auto\", \"metadata\": {\"a\": \"b\"}, \"tags\": [\"t1\"]");
        HttpResponse<String> answer = client.send("POST", NOVA + "/servers", body);
        Captured.of("create").looksLike(answer);
        return TestClient.MAPPER
                .readTree(answer.body())
                .path("server")
                .path("id")
                .asText();
    }

    private String snapshot(String id) throws Exception {
        return client.json(
                        202,
                        "POST",
                        NOVA + "/servers/" + id + "/action",
                        "{\"createImage\": {\"name\": \"pr-snap\", \"metadata\": {\"bakehouse_role\": \"image\"}}}")
                .path("image_id")
                .asText();
    }

    @Test
    void token() throws Exception {
        Captured.of("token")
                .looksLike(
                        client.send("POST", "/identity/v3/auth/tokens", TestClient.passwordBody("demo", "practice")));
        Captured.of("token-wrong-password")
                .equalTo(client.send("POST", "/identity/v3/auth/tokens", TestClient.passwordBody("demo", "wrong")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.52", "2.93"})
    void flavors(String version) throws Exception {
        Captured.of("flavors-" + version)
                .looksLike(client.at(version).send("GET", NOVA + "/flavors/detail?limit=1", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.52", "2.93"})
    void limits(String version) throws Exception {
        Captured.of("limits-" + version).looksLike(client.at(version).send("GET", NOVA + "/limits", null));
    }

    @Test
    void bootAndError() throws Exception {
        String id = boot("pr-cap");
        Captured.of("server-building-2.93").looksLike(client.at("2.93").send("GET", NOVA + "/servers/" + id, null));
        Captured.of("snapshot-while-building")
                .equalTo(client.send(
                        "POST", NOVA + "/servers/" + id + "/action", "{\"createImage\": {\"name\": \"e\"}}"));
        clock.passSeconds(100);
        for (String version : new String[] {"2.1", "2.52", "2.93"}) {
            Captured.of("server-active-" + version)
                    .looksLike(client.at(version).send("GET", NOVA + "/servers/" + id, null));
        }
        client.at("2.52");
        Captured.of("servers-page-2.52")
                .looksLike(client.send("GET", NOVA + "/servers/detail?name=%5Epr-cap%24&limit=1", null));
        Captured.of("metadata")
                .looksLike(
                        client.send("POST", NOVA + "/servers/" + id + "/metadata", "{\"metadata\": {\"c\": \"d\"}}"));
    }

    @Test
    void failedBoot() throws Exception {
        String body = order("pr-cap-failboot", ", \"networks\": \"none\"");
        String id = client.json(202, "POST", NOVA + "/servers", body)
                .path("server")
                .path("id")
                .asText();
        clock.passSeconds(100);
        Captured.of("server-error-2.52").looksLike(client.send("GET", NOVA + "/servers/" + id, null));
    }

    @Test
    void snapshot() throws Exception {
        String id = boot("pr-cap");
        clock.passSeconds(100);
        String image = snapshot(id);
        Captured.of("image-queued").looksLike(client.send("GET", "/image/v2/images/" + image, null));
        Captured.of("snapshot-meanwhile")
                .equalTo(client.send(
                        "POST", NOVA + "/servers/" + id + "/action", "{\"createImage\": {\"name\": \"e\"}}"));
        Captured.of("actions-2.52")
                .looksLike(client.send("GET", NOVA + "/servers/" + id + "/os-instance-actions", null));
        clock.passSeconds(300);
        Captured.of("image-active").looksLike(client.send("GET", "/image/v2/images/" + image, null));
        Captured.of("images-page")
                .looksLike(client.send("GET", "/image/v2/images?bakehouse_role=image&limit=1&name=pr-snap", null));
        String request = client.get(NOVA + "/servers/" + id + "/os-instance-actions")
                .path("instanceActions")
                .path(0)
                .path("request_id")
                .asText();
        for (String version : new String[] {"2.52", "2.93"}) {
            Captured.of("action-" + version)
                    .looksLike(client.at(version)
                            .send("GET", NOVA + "/servers/" + id + "/os-instance-actions/" + request, null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "error-no-server, 2.93, /compute/v2.1/servers/" + ZERO,
        "error-no-image, 2.93, /image/v2/images/" + ZERO,
        "error-version, 2.999, /compute/v2.1/servers/detail",
        "error-path, 2.93, /compute/v2.1/foo",
        "error-regex, 2.93, /compute/v2.1/servers/detail?name=%5B",
        "error-marker, 2.93, /compute/v2.1/servers/detail?marker=foo",
        "error-image-marker, 2.93, /image/v2/images?marker=foo",
        "error-limit, 2.93, /compute/v2.1/servers/detail?limit=-1",
        "error-network-path, 2.93, /network/v2.0/foo"
    })
    void errors(String captured, String version, String path) throws Exception {
        Captured.of(captured).equalTo(client.at(version).send("GET", path, null));
    }

    @Test
    void otherErrors() throws Exception {
        Captured.of("error-no-such-action")
                .equalTo(client.send("POST", NOVA + "/servers/" + ZERO + "/action", "{\"foo\": null}"));
        client.withToken("x");
        Captured.of("error-compute-401").equalTo(client.send("GET", NOVA + "/servers/detail", null));
        Captured.of("error-image-401").equalTo(client.send("GET", "/image/v2/images", null));
    }

    @Test
    void networksAndCreate() throws Exception {
        Captured.of("createImage-2.52").looksLike(imageAnswer());
        Map<String, String> all = Map.of("networks", "/network/v2.0/networks");
        for (Map.Entry<String, String> one : all.entrySet()) {
            Captured.of(one.getKey()).looksLike(client.send("GET", one.getValue(), null));
        }
    }

    private HttpResponse<String> imageAnswer() throws Exception {
        String id = model.addConvergedServer("node");
        return client.send("POST", NOVA + "/servers/" + id + "/action", "{\"createImage\": {\"name\": \"pr-snap\"}}");
    }
}
