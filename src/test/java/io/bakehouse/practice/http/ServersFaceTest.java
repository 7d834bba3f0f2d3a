package io.bakehouse.practice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServersFaceTest extends OnPracticeServer {
    /** Statuses and words as a real Nova answered them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2.51 | , 'networks': 'none', 'tags': ['x']            | Additional properties are not allowed ('tags' was unexpected)",
                "2.1  | , 'networks': 'none'                           | 'none' is not of type 'array'",
                "2.52 |                                                | 'networks' is a required property",
                "2.52 | , 'networks': 'foo'                            | is not valid under any of the given schemas",
                "2.52 | , 'networks': 'none', 'min_count': 3, 'max_count': 2 | min_count must be <= max_count",
                "2.52 | , 'networks': 'none', 'min_count': 0           | 0 is less than the minimum of 1",
                "2.52 | , 'networks': 'none', 'key_name': 'nokey'      | Invalid key_name provided.",
                "2.52 | , 'networks': 'none', 'availability_zone': 'z' | The requested availability zone is not available",
                "2.52 | , 'networks': 'none', 'foo': 1                 | Additional properties are not allowed ('foo' was unexpected)",
                "2.52 | , 'networks': 'none', 'tags': ['a/b']          | 'a/b' does not match '^[^,/]*$'",
                "2.52 | , 'networks': 'none', 'metadata': {'a': 1}     | 1 is not of type 'string'",
                "2.52 | , 'networks': 'none', 'metadata': {'a/b': ''}  | does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'"
            })
    void badCreates(String version, String more, String words) throws Exception {
        String order = order("web", more == null ? "" : more.replace('\'', '"'));
        JsonNode answer = client.at(version).json(400, "POST", SERVERS, order);
        assertThat(answer.path("badRequest").path("message").asText().replace('"', '\''))
                .contains(words);
        assertThat(client.get(SERVERS).path("servers")).isEmpty();
    }

    @Test
    void tagsFilterIsIgnoredBelow226() throws Exception {
        client.json(202, "POST", SERVERS, order("web", ", \"networks\": \"none\", \"tags\": [\"a\", \"b\"]"));
        assertThat(client.at("2.26").get(SERVERS + "?tags=a,b").path("servers")).hasSize(1);
        assertThat(client.get(SERVERS + "?tags=a,c").path("servers")).isEmpty();
        assertThat(client.at("2.25").get(SERVERS + "?tags=a,c").path("servers")).hasSize(1);
    }

    @Test
    void filtersThatAreNotModelledAreRefused() throws Exception {
        client.json(501, "GET", SERVERS + "?changes-since=2026-01-01T00:00:00Z", null);
        client.json(403, "GET", SERVERS + "?all_tenants=1", null);
        client.at("2.75").json(400, "GET", SERVERS + "?foo=bar", null);
        client.at("2.74").json(200, "GET", SERVERS + "?foo=bar", null);
    }

    @Test
    void reservationFindsItsServersAndQuotaMayShrinkTheBatch() throws Exception {
        client.json(204, "PUT", "/practice/quotas/demo", "{\"instances\": 3}");
        String reservation = client.json(
                        202,
                        "POST",
                        SERVERS,
                        order(
                                "web",
                                ", \"networks\": \"none\", \"min_count\": 1, \"max_count\": 5,"
                                        + " \"return_reservation_id\": true"))
                .path("reservation_id")
                .asText();
        JsonNode found = client.get(SERVERS + "?reservation_id=" + reservation).path("servers");
        assertThat(found).hasSize(3);
        assertThat(found.findValuesAsText("name")).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
    }

    @Test
    void createImageTellsItsIdByMicroversion() throws Exception {
        String id = model.addConvergedServer("node");
        HttpResponse<String> old =
                client.at("2.44").send("POST", SERVERS + "/" + id + "/action", "{\"createImage\": {\"name\": \"x\"}}");
        assertThat(old.statusCode()).isEqualTo(202);
        assertThat(old.body()).isEmpty();
        String location = old.headers().firstValue("Location").orElseThrow();
        client.get("/image/v2/images/" + location.substring(location.lastIndexOf('/') + 1));
    }

    @Test
    void actionsOutliveTheirServerFrom221() throws Exception {
        String id = model.addConvergedServer("node");
        client.json(204, "DELETE", SERVERS + "/" + id, null);
        clock.passSeconds(10);
        String actions = SERVERS + "/" + id + "/os-instance-actions";
        assertThat(client.at("2.21").get(actions).path("instanceActions")).hasSize(1);
        client.at("2.20").json(404, "GET", actions, null);
        client.at("2.21").json(404, "GET", actions + "/req-none", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/identity", "/identity/", "/image", "/image/"})
    void servicesSayTheirVersions(String path) throws Exception {
        assertThat(client.withToken("").send("GET", path, null).statusCode()).isEqualTo(300);
        assertThat(client.get("/compute")
                        .path("versions")
                        .path(0)
                        .path("version")
                        .asText())
                .isEqualTo("2.93");
        client.get("/network");
        client.get("/identity/v3");
    }

    @Test
    void applicationCredentialsLogInToo() throws Exception {
        String body = """
                {"auth": {"identity": {"methods": ["application_credential"],
                "application_credential": {"id": "practice-demo", "secret": "%s"}}}}""";
        JsonNode token = client.json(201, "POST", "/identity/v3/auth/tokens", body.formatted("practice"))
                .path("token");
        assertThat(token.path("project").path("name").asText()).isEqualTo("demo");
        client.json(401, "POST", "/identity/v3/auth/tokens", body.formatted("wrong"));
        client.json(400, "POST", "/identity/v3/auth/tokens", "{}");
        client.json(400, "POST", "/identity/v3/auth/tokens", "");
        assertThat(client.send("POST", "/practice/faults", " ".repeat(1 << 20) + "{}")
                        .statusCode())
                .isEqualTo(413);
    }
}
