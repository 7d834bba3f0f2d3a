package io.bakehouse.engine.http;

import static io.bakehouse.engine.http.Listed.NOW;
import static io.bakehouse.engine.http.Listed.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RollbackRequested;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands about the images of a family, and what they would change. */
@QuarkusTest
@TestProfile(OnListedCloud.class)
class NamesHttpTest extends OnLists {
    @Test
    void aRollbackIsPlannedAndThenNamesTheImageThatItGoesBackTo() {
        Map<String, String> was = Map.of(Marks.PROMOTED_AT, NOW.toString());
        cloud.images.add(image("i1", "web 1", ImageStatus.ACTIVE, Marks.STATE_PREVIOUS, "web-1")
                .marked(was));
        cloud.images.add(image("i2", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-2"));
        String hash = command("plan", "{\"command\": \"rollback\", \"family\": \"web\"}")
                .statusCode(200)
                .body("plan.changes.words", contains("loses the name 'web'", "gets the name 'web'"))
                .body("plan.changes.id", contains("i2", "i1"))
                .extract()
                .path("plan.hash");
        assertThat(queue.events).isEmpty();
        command("rollback", "{\"family\": \"web\", \"plan\": \"" + hash + "\"}").statusCode(202);

        RollbackRequested request = (RollbackRequested) queue.events.get(0).data();
        assertThat(request.image()).isEqualTo("i1");
        assertThat(request.plan()).isEqualTo(hash);
    }

    @Test
    void revokeAndRetireArePlannedAndPublished() {
        cloud.images.add(image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"));
        String revoke = "\"image\": \"i1\", \"descendants\": true, \"reason\": \"it leaks\"}";
        command("plan", "{\"command\": \"revoke\", " + revoke)
                .statusCode(200)
                .body("plan.changes.words", contains("loses the name 'web'; is revoked"))
                .body("plan.notes", contains("'web' will have no current image"));
        command("plan", "{\"command\": \"retire\"}").statusCode(200).body("plan.changes", empty());
        command("revoke", "{" + revoke).statusCode(202);
        command("retire", "{}").statusCode(202);

        assertThat(queue.events)
                .extracting(event -> event.type())
                .containsExactly(EventType.REVOKE_REQUESTED, EventType.RETIRE_REQUESTED);
        problem(command("plan", "{\"command\": \"redrive\"}"), 400, "cannot be planned");
        problem(command("plan", "{\"command\": \"rolback\"}"), 404, "did you mean 'rollback'?");
        problem(command("plan", "{\"command\": \"retire\", \"famliy\": \"web\"}"), 400, "did you mean 'family'?");
        problem(command("rollback", "{\"family\": \"web\"}"), 409, "no earlier image");
        problem(command("revoke", "{\"image\": \"i9\", \"reason\": \"x\"}"), 409, "made no image 'i9'");
        problem(command("revoke", "{\"image\": \"i1\", \"reason\": \"x\", \"descendants\": 1}"), 400, "true or false");
    }

    @Test
    void aRevokedImageIsNotBooted() {
        Map<String, String> revoked = Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REASON, "it leaks");
        cloud.images.add(image("i1", "web 1", ImageStatus.ACTIVE, Marks.STATE_REVOKED, "web-1")
                .marked(revoked));
        problem(command("boot", "{\"family\": \"web\", \"count\": 1, \"image\": \"i1\"}"), 409, "was revoked");
        problem(command("boot", "{\"family\": \"web\", \"count\": 1}"), 409, "no current image");
    }
}
