package io.bakehouse.engine.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.bakehouse.webhook.Fixture;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Webhooks that are not accepted: without a token, unreadable, too large, or at a bad time. */
@QuarkusTest
@TestProfile(OnListedCloud.class)
class RefusedHttpTest extends OnLists {
    @Test
    void theTokenIsTakenFromWhereTheToolCanPutIt() {
        String latin1 = Base64.getEncoder()
                .encodeToString(("user:" + OnListedCloud.TOKEN).getBytes(StandardCharsets.ISO_8859_1));
        String utf8 =
                Base64.getEncoder().encodeToString(("user:" + OnListedCloud.TOKEN).getBytes(StandardCharsets.UTF_8));
        for (String credentials : List.of("Basic " + latin1, "basic " + utf8)) {
            yaml().header("Authorization", credentials)
                    .post("/webhooks/puppet")
                    .then()
                    .statusCode(200);
        }
        yaml().queryParam("token", OnListedCloud.TOKEN)
                .post("/webhooks/puppet")
                .then()
                .statusCode(200);
        problem(yaml().queryParam("token", "wrong").post("/webhooks/puppet").then(), 401, "missing or wrong");
        problem(yaml().post("/webhooks/puppet").then(), 401, "missing or wrong")
                .header("WWW-Authenticate", containsString("Bearer"));
        assertThat(queue.events).hasSize(3);
    }

    @Test
    void badRequestsAreProblems() throws Exception {
        problem(authentic().body("--- [").post("/webhooks/puppet").then(), 400, "not readable as YAML");
        problem(authentic().post("/webhooks/puppet").then(), 400, "empty");
        problem(authentic().post("/webhooks/pupet").then(), 404, "did you mean 'puppet'?");
        problem(
                authentic()
                        .queryParam("family", "wbe")
                        .body(report())
                        .post("/webhooks/puppet")
                        .then(),
                404,
                "'web'");
        problem(authentic().urlEncodingEnabled(false).post("/webhooks/a%0Ab").then(), 404, "called 'a b'");
        problem(authentic().get("/nowhere").then(), 404, null);
        problem(authentic().delete("/webhooks/puppet").then(), 405, null);
        assertThat(queue.events).isEmpty();
    }

    @Test
    void anUnavailableQueueIsNeverASuccess() {
        queue.broken = true;

        problem(authentic().body(report()).post("/webhooks/puppet").then(), 503, "not accepted")
                .header("Retry-After", nullValue());
    }

    @Test
    void aBodyOverTheLimitIsRefusedUnread() throws Exception {
        byte[] large = new byte[20 * 1024 * 1024];
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve("/webhooks/puppet")).header("Authorization", "Bearer x");
        HttpResponse<String> announced = Answers.to(
                HttpClient.newHttpClient(),
                request.POST(HttpRequest.BodyPublishers.ofByteArray(large)).build());

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.headers().firstValue("Content-Type")).hasValue(PROBLEM);
        assertThat(announced.body()).contains("\"status\":413", "8388608");
        HttpResponse<String> chunked = Answers.to(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                request.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .build());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.headers().firstValue("Content-Type")).hasValue(PROBLEM);
        assertThat(queue.events).isEmpty();
    }

    private static RequestSpecification authentic() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/x-yaml", io.restassured.http.ContentType.TEXT)))
                .queryParam("token", OnListedCloud.TOKEN)
                .contentType("application/x-yaml");
    }

    private static RequestSpecification yaml() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-yaml", io.restassured.http.ContentType.TEXT)))
                .contentType("application/x-yaml")
                .body(report());
    }

    private static String report() {
        return new String(Fixture.request("puppet/apply-changed.http").body(), StandardCharsets.UTF_8);
    }
}
