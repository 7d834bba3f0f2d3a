package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.program.PuppetRun;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on a real cloud is said in its own words, and leaves nothing behind. */
class RealFailuresIT extends OnRealCloud {
    private static final String FAULT = "devcloud";

    private String family;

    @BeforeEach
    void faulty() {
        Assumptions.assumeTrue(Project.obeysFaults(), "this cloud does not fail when it is told to");
    }

    @Test
    void aSnapshotThatFailsEndsTheBakeInNovasWords() throws Exception {
        start("snapless", 2, "");
        Server server = project.server(family + "-a", Map.of(FAULT, "failsnap"));
        bakery.report(PuppetRun.now(server.name()));

        JsonNode failed = ends.await(family, EventType.BAKE_FAILED);

        String words = failed.path("words").asText();
        assertThat(words).contains("vanished").containsOnlyOnce("Nova says").doesNotContain("\n");
        JsonNode view = bakery.json("/bakes/" + failed.path("bake").asText());
        assertThat(view.path("state").asText()).isEqualTo("failed");
        assertThat(view.path("words").asText()).isEqualTo(words);
        assertThat(project.images(family)).isEmpty();
        assertThat(project.records(family))
                .singleElement()
                .satisfies(record -> assertThat(record.mark(Marks.STATE)).contains(Marks.STATE_FAILED));
        assertThat(project.ofFamily(family)).isEmpty();
        assertThat(ends.of(family)).hasSize(1);
    }

    @Test
    void aBatchWhoseServersFailEndsInNovasWordsAndWithoutServers() throws Exception {
        start("bootless", 3, "  replacements: 1\n  metadata: {" + FAULT + ": failboot}\n");
        Server server = project.server(family + "-a", Map.of());
        bakery.report(PuppetRun.now(server.name()));

        JsonNode failed = ends.await(family, EventType.BATCH_FAILED);

        String words = failed.path("words").asText();
        assertThat(words).contains("went to ERROR").contains("Nova says: ").doesNotContain("\n");
        assertThat(failed.path("count").asInt()).isZero();
        String batch = failed.path("batch").asText();
        JsonNode view = bakery.json("/batches/" + batch);
        assertThat(view.path("state").asText()).isEqualTo("failed");
        assertThat(view.path("words").asText()).isEqualTo(words);
        assertThat(view.path("servers")).isEmpty();
        assertThat(project.batch(batch)).isEmpty();
        assertThat(project.ofFamily(family)).isEmpty();
        // The image is good all the same.
        assertThat(project.images(family))
                .singleElement()
                .satisfies(image -> assertThat(image.mark(Marks.STATE)).contains(Marks.STATE_CURRENT));
    }

    @Test
    void whatSomebodySavesOfAServerOfOursIsTheirs() throws Exception {
        family = project.family("lodger");
        recipe(family, project.recipe(family, 1, ""));
        start(Map.of("BAKEHOUSE_SCHEDULE_SWEEP", "2s"));
        Server server = project.server(family + "-a", Map.of());
        bakery.report(PuppetRun.now(server.name()));
        JsonNode ready = ends.await(family, EventType.BATCH_READY);
        Server ours = project.batch(ready.path("batch").asText()).get(0);

        String theirs = project.cloud.createImage(ours.id(), family + "-saved", Map.of());
        Image saved = project.until(
                        "the snapshot is active",
                        () -> project.cloud.image(theirs),
                        image -> image.filter(it -> it.status() == ImageStatus.ACTIVE)
                                .isPresent())
                .orElseThrow();
        assertThat(saved.mark(Marks.FAMILY)).contains(family);
        assertThat(saved.mark(Marks.STATE)).contains(Marks.STATE_CURRENT);
        bakery.report(PuppetRun.now(server.name()));
        String second = ends.await(
                        family,
                        EventType.IMAGE_PROMOTED,
                        data -> !data.path("image").equals(ready.path("image")))
                .path("image")
                .asText();
        // Ours and explained by nothing: that the sweep suspects it proves that a sweep has looked.
        String orphan = project.cloud.createImage(
                server.id(),
                family + "-orphan",
                Map.of(
                        Marks.ROLE,
                        Marks.ROLE_IMAGE,
                        Marks.FAMILY,
                        family,
                        Marks.STATE,
                        Marks.STATE_CANDIDATE,
                        Marks.BAKE,
                        family + "-000000000000",
                        Marks.SERVER,
                        server.id()));
        // A sweep marks what it suspects, and deletes it a minute later: so it is made no sooner than it is looked for.
        project.until(
                "the sweep suspects the orphan",
                () -> project.cloud.image(orphan).orElseThrow(),
                image -> image.mark(Marks.UNEXPLAINED_SINCE).isPresent());

        Image after = project.cloud.image(theirs).orElseThrow();
        assertThat(after.name()).isEqualTo(family + "-saved");
        assertThat(after.properties()).isEqualTo(saved.properties());
        assertThat(project.images(family))
                .filteredOn(Image::isOurs)
                .extracting(Image::id)
                .containsExactlyInAnyOrder(ready.path("image").asText(), second, orphan);
        assertThat(bakery.json("/images?family=" + family).findValuesAsText("id"))
                .contains(second, ready.path("image").asText())
                .doesNotContain(theirs);
        assertThat(project.cloud.server(ours.id())).isPresent();
    }

    private void start(String name, int count, String more) throws Exception {
        family = project.family(name);
        recipe(family, project.recipe(family, count, more));
        start(Map.of());
    }
}
