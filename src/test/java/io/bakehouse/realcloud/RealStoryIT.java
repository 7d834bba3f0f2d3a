package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.program.PuppetRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job: a converged server becomes an image, and the image a batch. */
class RealStoryIT extends OnRealCloud {
    private static final int MANY = 20;

    private String family;

    @Test
    void aConvergedServerBecomesAnImageAndTheImageABatchAndTheNextImageTakesItsPlace() throws Exception {
        family = project.family("story");
        Server server = project.server(family + "-a", Project.slowToSnapshot());
        start(MANY);
        assertThat(bakery.report(PuppetRun.now(server.name())).statusCode()).isEqualTo(200);

        List<Image> sightings = watchUntilActive();

        Image first = sightings.get(sightings.size() - 1);
        assertThat(sightings.get(0).status().isUnderWay()).isTrue();
        assertThat(sightings).allSatisfy(seen -> assertMarked(seen, server));
        JsonNode promoted = ends.await(family, EventType.IMAGE_PROMOTED);
        assertThat(promoted.path("image").asText()).isEqualTo(first.id());
        assertCurrent(first.id(), promoted.path("bake").asText());

        JsonNode ready = ends.await(family, EventType.BATCH_READY);
        assertReady(ready, MANY, first.id());
        project.delete(ServerQuery.batch(ready.path("batch").asText()));

        recipe(family, project.recipe(family, 2, ""));
        bakery = bakery.restart();
        assertThat(bakery.report(PuppetRun.now("a-name-that-only-puppet-knows"), "?server=" + server.id())
                        .statusCode())
                .isEqualTo(200);

        JsonNode next = ends.await(
                family,
                EventType.IMAGE_PROMOTED,
                data -> !data.path("image").asText().equals(first.id()));
        String second = next.path("image").asText();
        assertCurrent(second, next.path("bake").asText());
        Image former = project.cloud.image(first.id()).orElseThrow();
        assertThat(former.mark(Marks.STATE)).contains(Marks.STATE_PREVIOUS);
        assertThat(former.name()).isEqualTo(family + " " + former.createdAt());
        assertThat(project.images(family)).extracting(Image::id).containsExactlyInAnyOrder(first.id(), second);
        assertReady(
                ends.await(
                        family,
                        EventType.BATCH_READY,
                        data -> data.path("image").asText().equals(second)),
                2,
                second);

        JsonNode images = bakery.json("/images?family=" + family);
        assertThat(images.findValuesAsText("id")).containsExactly(second, first.id());
        assertThat(images.findValuesAsText("state")).containsExactly(Marks.STATE_CURRENT, Marks.STATE_PREVIOUS);
        assertThat(project.records(family))
                .filteredOn(record -> record.has(Marks.STATE, Marks.STATE_OPEN))
                .isEmpty();
        assertThat(bakery.log())
                .contains("image.promoted")
                .contains("batch.ready")
                .doesNotContain("ERROR");
    }

    private void start(int count) throws Exception {
        recipe(family, project.recipe(family, count, ""));
        start(Map.of());
    }

    /** Every state in which the family's image was seen from its first moment until it was active. */
    private List<Image> watchUntilActive() throws InterruptedException {
        List<Image> sightings = new ArrayList<>();
        Instant end = Instant.now().plus(LIMIT);
        while (sightings.isEmpty() || sightings.get(sightings.size() - 1).status() != ImageStatus.ACTIVE) {
            assertThat(Instant.now())
                    .as("an active image in time; seen: " + sightings)
                    .isBefore(end);
            List<Image> seen = project.images(family);
            assertThat(seen).hasSizeLessThanOrEqualTo(1);
            sightings.addAll(seen);
            Thread.sleep(50);
        }
        return sightings;
    }

    private void assertMarked(Image image, Server server) {
        assertThat(image.isOurs()).isTrue();
        assertThat(image.mark(Marks.BAKE)).isPresent().get().asString().startsWith(family + "-");
        assertThat(image.properties())
                .containsEntry(Marks.ROLE, Marks.ROLE_IMAGE)
                .containsEntry(Marks.FAMILY, family)
                .containsEntry(Marks.SERVER, server.id())
                .containsEntry(Marks.BASE, project.image)
                .containsKeys(Marks.STATE, Marks.CAUSE);
        Instant requested = Instant.parse(image.properties().get(Marks.REQUESTED_AT));
        Instant started = Instant.parse(image.properties().get(Marks.STARTED_AT));
        assertThat(started).isAfterOrEqualTo(requested);
        assertThat(Instant.parse(image.properties().get(Marks.DEADLINE))).isAfter(started);
    }

    /** The image is the family's, under its name, and there is no other of that name. */
    private void assertCurrent(String id, String bake) throws Exception {
        Image image = project.cloud.image(id).orElseThrow();
        assertThat(image.status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(image.size()).isPositive();
        assertThat(image.mark(Marks.STATE)).contains(Marks.STATE_CURRENT);
        assertThat(image.properties()).containsKeys(Marks.READY_AT, Marks.PROMOTED_AT, Marks.SNAPSHOT_SECONDS);
        assertThat(project.images(family))
                .filteredOn(other -> family.equals(other.name()))
                .extracting(Image::id)
                .containsExactly(id);
        JsonNode view = bakery.json("/bakes/" + bake);
        assertThat(view.path("state").asText()).isEqualTo("promoted");
        assertThat(view.path("image").asText()).isEqualTo(id);
        assertThat(view.path("family").asText()).isEqualTo(family);
    }

    private void assertReady(JsonNode ready, int count, String image) throws Exception {
        String id = ready.path("batch").asText();
        assertThat(ready.path("count").asInt()).isEqualTo(count);
        assertThat(project.batch(id)).hasSize(count).allSatisfy(server -> {
            assertThat(server.status()).isEqualTo(ServerStatus.ACTIVE);
            assertThat(server.image()).isEqualTo(image);
            assertThat(server.isOurs()).isTrue();
            assertThat(server.metadata())
                    .containsEntry(Marks.ROLE, Marks.ROLE_BATCH)
                    .containsEntry(Marks.FAMILY, family)
                    .containsEntry(Marks.IMAGE, image)
                    .containsKey(Marks.DEADLINE);
        });
        JsonNode view = bakery.json("/batches/" + id);
        assertThat(view.path("state").asText()).isEqualTo("ready");
        assertThat(view.path("active").asInt()).isEqualTo(count);
        assertThat(view.path("servers")).hasSize(count);
    }
}
