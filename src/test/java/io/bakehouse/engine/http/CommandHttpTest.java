package io.bakehouse.engine.http;

import static io.bakehouse.engine.http.Listed.image;
import static io.bakehouse.engine.http.Listed.record;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ids;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutRequested;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands: good ones, and what bad ones are told. */
@QuarkusTest
@TestProfile(OnListedCloud.class)
class CommandHttpTest extends OnLists {
    @Test
    void bootPublishesABatchOfTheCurrentImage() {
        cloud.images.add(image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"));
        for (int i = 0; i < 2; i++) {
            command("boot", "{\"family\": \"web\", \"count\": \"2\"}")
                    .statusCode(202)
                    .header("Location", containsString("/batches/" + Ids.batch("web", "i1", "key-1")))
                    .body("id", is(Ids.batch("web", "i1", "key-1")))
                    .body("words", is("2 servers of 'web' will be booted from image i1"));
        }

        assertThat(queue.events).hasSize(2);
        assertThat(queue.events.get(0).id()).isEqualTo(queue.events.get(1).id());
        assertThat(((BatchRequested) queue.events.get(0).data()).count()).isEqualTo(2);
    }

    @Test
    void aRolloutIsAskedForAndCanBeFollowed() {
        cloud.images.add(image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"));
        String id = Ids.rollout("web", "i1", "key-1");
        command("rollout", "{\"family\": \"web\", \"plan\": \"0123456789ab\"}")
                .statusCode(202)
                .header("Location", containsString("/rollouts/" + id));
        RolloutRequested asked = (RolloutRequested) queue.events.get(0).data();
        assertThat(List.of(asked.rollout(), asked.image(), asked.plan())).containsExactly(id, "i1", "0123456789ab");

        cloud.images.add(record("rollout", id, Marks.ROLLOUT, Marks.STATE_OPEN, ""));
        given().get("/rollouts").then().body("id", contains(id), "state", contains("running"));
        given().get("/rollouts/" + id).then().body("words", is("0 of 4 servers are new and healthy"), "count", is(4));
        given().get("/batches").then().body("id", empty());
        problem(given().get("/rollouts/web-8").then(), 404, "GET /rollouts");
    }

    @Test
    void bakePublishesAConfigRun() {
        command("bake", "{\"family\": \"web\", \"server\": \"node-01\"}")
                .statusCode(202)
                .body("see", containsString("/bakes/web-"));

        ConfigRun run = (ConfigRun) queue.events.get(0).data();
        assertThat(run.cause()).isEqualTo("command:key-1");
        assertThat(run.nodeNames()).containsExactly("node-01");
        assertThat(run.family()).isEqualTo("web");
    }

    @Test
    void redriveSaysHowMany() {
        command("redrive", "{\"limit\": 2}")
                .statusCode(202)
                .body("words", is("2 dead letters of all are delivered again"));
        problem(command("redrive", "{\"function\": \"nobody\"}"), 404, "nobody");
    }

    @Test
    void commandsSayHowToDoItRight() {
        problem(command("boot", "{\"family\": \"web\", \"count\": 2}"), 409, "no current image yet");
        problem(command("boot", "{\"family\": \"web\", \"cuont\": 2}"), 400, "did you mean 'count'?");
        problem(command("boot", "{\"family\": \"web\", \"count\": 0}"), 400, "1 to 20000");
        problem(command("boot", "{\"family\": \"wbe\", \"count\": 1}"), 404, "did you mean 'web'?");
        problem(command("bake", "{\"family\": \"web\"}"), 409, "has no section 'builder'");
        problem(command("bake", "[1]"), 400, "JSON object");
        problem(command("bake", "{\"family\": "), 400, null);
        problem(command("bkae", "{}"), 404, "did you mean 'bake'?");
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/commands/bake")
                        .then(),
                401,
                "token");
        given().get("/commands").then().statusCode(200).body("command", hasItems("bake", "boot", "rollout", "redrive"));
        assertThat(queue.events).isEmpty();
    }
}
