package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.ImageQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first bake and the next, and what people do beside it. */
class FirstBakeTest extends OnVirtualBakery {
    @Test
    void aConvergedServerBecomesAnImageAndTheImageABatch() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        Image image = bakery.named().get(0);
        assertThat(image.properties())
                .containsEntry(Marks.STATE, Marks.STATE_CURRENT)
                .containsEntry(Marks.SNAPSHOT_SECONDS, "300");
        assertThat(bakery.servers())
                .hasSize(4)
                .allMatch(server -> server.status() == ServerStatus.ACTIVE
                        && image.id().equals(server.image())
                        && server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH)));
        assertThat(bakery.open()).isEmpty();
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void theNextBakeTakesTheNameAndTheFirstImageStays() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);
        bakery.converged("node-01", "run-2");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.named()).hasSize(1);
        assertThat(bakery.images())
                .extracting(image -> image.properties().get(Marks.STATE))
                .containsExactlyInAnyOrder(Marks.STATE_CURRENT, Marks.STATE_PREVIOUS);
        assertThat(bakery.servers()).hasSize(8);
    }

    @Test
    void theSameRunDeliveredAThousandTimesMakesOneImage() {
        bakery.cloud.addConvergedServer("node-01");
        for (int i = 0; i < 1000; i++) {
            Functions again = new Functions(
                    bakery.cloud.cloud(),
                    new Recipes(List.of(VirtualBakery.recipe(4, Duration.ofMinutes(30), 2))),
                    bakery.clock,
                    bakery.sent::add);
            try {
                bakery.engine.publish(again.invoke(
                        "request-snapshot", bakery.converged("node-01", "run-1").data()));
            } catch (Exception e) {
                assertThat(e).hasMessageContaining("claimed by another delivery");
            }
        }
        bakery.engine.runUntilQuiet(HOUR);
        assertThat(bakery.cloud.calls().of("POST compute/servers/{id}/action")).isEqualTo(1);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void refusalsSayWhy() {
        bakery.converged("node-77", "run-1");
        bakery.cloud.addConvergedServer("node-02");
        bakery.cloud.addConvergedServer("node-02");
        bakery.converged("node-02", "run-2");
        bakery.cloud.addConvergedServer("mail-1");
        bakery.converged("mail-1", "run-3");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsOnly(EventType.BAKE_REFUSED).hasSize(3);
        assertThat(bakery.endings().get(0).words()).contains("no server of this project is called one of [node-77]");
        assertThat(bakery.endings().get(1).words()).contains("2 servers are called 'node-02'");
        assertThat(bakery.endings().get(2).words()).contains("no recipe adopts a server called 'mail-1'");
        assertThat(bakery.images()).isEmpty();
    }

    @Test
    void aServerThatIsBeingSnapshottedIsWaitedFor() {
        String server = bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.cloud().createImage(server, "somebody's own", Map.of());
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void anImageDeletedByHandEndsTheBake() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.converged("node-01", "run-1");
        bakery.engine.runFor(Duration.ofSeconds(100));
        bakery.cloud.cloud().deleteImage(bakery.images().get(0).id());
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
        assertNothingLeftBehind(0, 0);
    }

    @Test
    void whatSomebodySavesOfOurServersIsNotOurs() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);
        bakery.cloud.cloud().createImage(bakery.servers().get(0).id(), "theirs", Map.of());
        bakery.engine.runFor(Duration.ofMinutes(10));
        bakery.sweep(4);

        assertThat(bakery.cloud.cloud().images(ImageQuery.ours()))
                .extracting(Image::name)
                .contains("theirs");
        assertThat(bakery.named()).hasSize(1);
    }
}
