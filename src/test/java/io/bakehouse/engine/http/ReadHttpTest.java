package io.bakehouse.engine.http;

import static io.bakehouse.engine.http.Listed.image;
import static io.bakehouse.engine.http.Listed.record;
import static io.bakehouse.engine.http.Listed.server;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be asked: bakes, batches, images, and the description of it all. */
@QuarkusTest
@TestProfile(OnListedCloud.class)
class ReadHttpTest extends OnLists {
    @Test
    void bakesTellHowFarTheyAre() {
        cloud.images.addAll(List.of(
                image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"),
                image("i2", "web 2026", ImageStatus.SAVING, Marks.STATE_CANDIDATE, "web-2"),
                record("bake", "web-2", Marks.BAKE, Marks.STATE_OPEN, ""),
                record("bake", "web-3", Marks.BAKE, Marks.STATE_OPEN, ""),
                record("bake", "web-4", Marks.BAKE, Marks.STATE_FAILED, "the image vanished")));

        given().get("/bakes?family=web").then().statusCode(200).body("id", hasSize(4));
        given().get("/bakes?limit=1").then().body("id", hasSize(1));
        given().get("/bakes/web-1")
                .then()
                .body("state", is("promoted"), "image", is("i1"), "timeline.promoted", is("2026-11-23T01:05:00Z"));
        given().get("/bakes/web-2").then().body("state", is("snapshot"), "words", is("the image is saving"));
        given().get("/bakes/web-3").then().body("state", is("requested"), "image", nullValue());
        given().get("/bakes/web-4").then().body("state", is("failed"), "words", is("the image vanished"));
        given().get("/images").then().body("id", hasItems("i1", "i2"), "state", hasItem("current"));
        problem(given().get("/bakes/web-9").then(), 404, "GET /bakes");
        problem(given().get("/bakes?limit=0").then(), 400, "1 to 1000");
        problem(given().get("/images?family=wbe").then(), 404, "did you mean 'web'?");
    }

    @Test
    void batchesTellTheirServers() {
        cloud.images.add(record("batch", "web-7", Marks.BATCH, Marks.STATE_OPEN, ""));
        cloud.servers.add(server("s1", ServerStatus.ACTIVE, null));
        cloud.servers.add(server("s2", ServerStatus.ERROR, "No valid host was found."));

        given().get("/batches").then().body("id", contains("web-7"), "state", contains("booting"));
        given().get("/batches/web-7")
                .then()
                .body("active", is(1), "error", is(1), "count", is(4), "words", is("1 of 4 servers are active"))
                .body("servers.fault", hasItem("No valid host was found."));
        given().get("/batches/web-7?limit=1").then().body("servers", hasSize(1), "active", is(1));
        problem(given().get("/batches/web-8").then(), 404, "GET /batches");
    }

    @Test
    void nothingIsAnEmptyListAndCloudFailuresAreProblems() {
        given().get("/bakes").then().statusCode(200).body("", empty());
        cloud.failure = new CloudException(CloudException.Kind.RETRY_LATER, "no connection");
        problem(given().get("/bakes").then(), 503, "no connection");
        cloud.failure = new CloudException(CloudException.Kind.NOT_OURS, "wrong password=hunter2");
        problem(given().get("/images").then(), 502, "wrong password=***");
    }

    @Test
    void theFaceIsDescribed() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/webhooks/{sender}'.post.summary", equalTo("Report that a config run has ended"))
                .body(
                        "paths.'/commands/{name}'.post.requestBody.content.'application/json'.examples.boot.value",
                        equalTo(Map.of("family", "web", "count", 2)));
    }
}
