package io.bakehouse.engine.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** What users send to the application, on a queue and a cloud that tests can look into. */
abstract class OnLists {
    static final String PROBLEM = "application/problem+json";

    @Inject
    RecordingPublisher queue;

    @Inject
    ListedCloud cloud;

    @TestHTTPResource
    URI address;

    @BeforeEach
    void startEmpty() {
        queue.events.clear();
        queue.broken = false;
        cloud.images.clear();
        cloud.servers.clear();
        cloud.failure = null;
    }

    static ValidatableResponse command(String name, String json) {
        return given().queryParam("token", OnListedCloud.TOKEN)
                .header("Idempotency-Key", "key-1")
                .contentType("application/json")
                .body(json)
                .post("/commands/" + name)
                .then();
    }

    static ValidatableResponse problem(ValidatableResponse response, int status, String detail) {
        return response.statusCode(status)
                .contentType(PROBLEM)
                .body("status", is(status))
                .body("detail", detail == null ? org.hamcrest.Matchers.anything() : containsString(detail));
    }
}
