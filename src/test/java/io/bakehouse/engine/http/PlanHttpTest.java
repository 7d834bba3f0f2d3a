package io.bakehouse.engine.http;

import static io.bakehouse.engine.http.Listed.NOW;
import static io.bakehouse.engine.http.Listed.image;
import static io.bakehouse.engine.http.Listed.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a bake and a rollout would change, on a cloud that refuses every change. */
@QuarkusTest
@TestProfile(OnBuilderRecipe.class)
class PlanHttpTest extends OnLists {
    private static final String BAKE = "{\"command\": \"bake\", \"family\": \"web\"}";
    private static final String ROLLOUT = "{\"command\": \"rollout\", \"family\": \"web\"}";

    @Test
    void aBakeIsPlannedFromTheBaseImageToTheName() {
        cloud.images.add(base("b1", "debian-12-a"));
        cloud.images.add(image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"));
        String hash = planned(BAKE)
                .body(
                        "plan.changes.verb",
                        contains("create", "create", "delete", "create", "delete", "change", "change"))
                .body("plan.changes.kind", contains("server", "image", "server", "server", "server", "image", "image"))
                .body("plan.changes.words", hasItem(containsString("from base image b1 ('debian-12-a')")))
                .body("plan.changes[5].id", is("i1"))
                .body("plan.bytes", is(7))
                .body("plan.notes", hasItem(containsString("any number of servers")))
                .extract()
                .path("plan.hash");
        planned(BAKE).body("plan.hash", is(hash));
        assertThat(queue.events).isEmpty();

        command("bake", "{\"family\": \"web\", \"plan\": \"" + hash + "\"}").statusCode(202);
        assertThat(((BakeRequested) queue.events.get(0).data()).plan()).isEqualTo(hash);
    }

    @Test
    void whatWouldNotBeBakedIsPlannedAsNothing() {
        planned(BAKE)
                .body("plan.changes", empty())
                .body("words", containsString("nothing would be changed: the base image is missing"));
        planned("{\"command\": \"bake\", \"family\": \"web\", \"server\": \"web-1\"}")
                .body("words", is("nothing is changed yet: server 'web-1' will be baked as 'web'"));
        problem(
                command("bake", "{\"family\": \"web\", \"server\": \"web-1\", \"plan\": \"0123456789ab\"}"),
                400,
                "leave out 'server'");
        assertThat(queue.events).isEmpty();
    }

    @Test
    void aRolloutIsPlannedServerByServer() {
        cloud.images.add(image("i2", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-2"));
        cloud.servers.add(old("s1"));
        cloud.servers.add(old("s2"));
        String hash = planned(ROLLOUT)
                .body("plan.command", is("rollout web"))
                .body("plan.changes.verb", contains("create", "delete", "delete"))
                .body("plan.changes.words", hasItem("2 of 'web' from image i2"))
                .body("plan.changes.id", contains(null, "s1", "s2"))
                .extract()
                .path("plan.hash");
        planned(ROLLOUT).body("plan.hash", is(hash));
        assertThat(queue.events).isEmpty();

        command("rollout", "{\"family\": \"web\", \"plan\": \"" + hash + "\"}").statusCode(202);
        assertThat(((RolloutRequested) queue.events.get(0).data()).plan()).isEqualTo(hash);
        cloud.servers.clear();
        planned(ROLLOUT).body("plan.changes", empty()).body("words", containsString("boot some first"));
    }

    private static ValidatableResponse planned(String json) {
        return command("plan", json).statusCode(200);
    }

    private static Image base(String id, String name) {
        return new Image(id, name, ImageStatus.ACTIVE, NOW, NOW, 7, null, "p", "public", false, false, Map.of());
    }

    private static Server old(String id) {
        Server server = server(id, ServerStatus.ACTIVE, null);
        return new Server(
                id,
                id,
                server.status(),
                null,
                NOW,
                "i1",
                null,
                server.addresses(),
                server.metadata(),
                java.util.Set.of(Marks.serverTag()));
    }
}
