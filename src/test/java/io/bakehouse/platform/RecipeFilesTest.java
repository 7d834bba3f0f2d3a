package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bakehouse.model.Health;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeFilesTest {
    @TempDir
    Path folder;

    @Test
    void theShippedRecipesServeTheQuickStart() {
        Recipe web =
                RecipeFiles.read(Path.of("infra/local/recipes")).family("web").orElseThrow();

        assertThat(web.adopt().covers("node-01.example.org")).isTrue();
        assertThat(web.adopt().covers("web-02")).isTrue();
        assertThat(web.batch().orElseThrow().count()).isEqualTo(4);
        assertThat(web.batch().orElseThrow().network()).isEqualTo("none");
        assertThat(web.snapshot().expected())
                .hasValueSatisfying(time -> assertThat(time).isLessThan(Duration.ofSeconds(30)));
    }

    @Test
    void fillsInTheDocumentedDefaults() throws IOException {
        Recipe recipe = only("family: app\nbatch: {flavor: m1.small}\n");

        assertThat(recipe.adopt().when()).containsExactlyInAnyOrder(RunStatus.CHANGED, RunStatus.COMPLETED);
        assertThat(recipe.snapshot().deadline()).isEqualTo(Duration.ofHours(1));
        Recipe.Batch batch = recipe.batch().orElseThrow();
        assertThat(List.of(batch.network(), batch.count(), batch.replacements()))
                .containsExactly("auto", 0, 3);
        assertThat(batch.deadline()).isEqualTo(Duration.ofMinutes(15));
        assertThat(batch.rollout()).isEqualTo(Rollout.CAREFUL);
        assertThat(batch.healthy()).isEqualTo(Health.ACTIVE);
        assertThat(batch.zones()).isEmpty();
        assertThat(batch.isSlotted()).isFalse();
        assertThat(only("family: app\n").batch()).isEmpty();
    }

    @Test
    void readsWhereServersGoWhatTheyMustDoAndHowTheyAreReplaced() throws IOException {
        Recipe.Batch batch = only("""
                        family: app
                        batch:
                          flavor: m1.small
                          availability_zones: [north, south]
                          server_group: apart
                          metadata: {host: "app-@BAKEHOUSE_SLOT@", tier: app}
                          healthy: {http: {port: 8080, path: /health}, tcp: 22}
                          rollout: {max_surge: 3, max_unavailable: 2, deadline: 5m}
                        """).batch().orElseThrow();

        assertThat(batch.zones()).containsExactly("north", "south");
        assertThat(batch.serverGroup()).contains("apart");
        assertThat(batch.options("south", 7).metadata())
                .containsEntry("host", "app-7")
                .containsEntry("tier", "app");
        assertThat(batch.options("south", 7).zone()).contains("south");
        assertThat(batch.healthy().words()).isEqualTo("HTTP 200 from port 8080/health and TCP port 22");
        assertThat(batch.rollout()).isEqualTo(new Rollout(3, 2, Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "5m, 300", "1h, 3600", "PT5M, 300", "PT1H30M, 5400", "P1D, 86400"})
    void readsDurations(String written, long seconds) throws IOException {
        assertThat(only("family: app\nsnapshot: {deadline: " + written + "}\n")
                        .snapshot()
                        .deadline())
                .hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    family: web/ndescription: x/nsnapshoot:/n  expected: 1m | a.yaml:3:1: unknown key 'snapshoot': did you mean 'snapshot'?
                    family: web/nadopt:/n  nmaes: [a]                       | a.yaml:3:3: unknown key 'adopt.nmaes': did you mean 'names'?
                    family: web/nadopt:/n  names: [a]/n  when: [changd]     | a.yaml:4:10: adopt.when.0: 'changd' is none of [changed, unchanged, completed, failed, noop]: did you mean 'changed'?
                    family: web/nsnapshot: {deadline: soon}                 | a.yaml:2:12: snapshot.deadline: 'soon' is no duration such as 90s, 5m, 1h or PT5M
                    family: web/nsnapshot: {deadline: PT}                   | a.yaml:2:12: snapshot.deadline: 'PT' is no duration
                    family: web/nbatch: {count: lots, flavor: a}            | a.yaml:2:9: batch.count: string found, integer expected
                    family: web/nbatch: {count: 20001, flavor: a}           | a.yaml:2:9: batch.count: must have a maximum value of 20000
                    family: web/nbatch: {count: 1}                          | a.yaml:2:1: batch: the key 'flavor' is missing
                    family: web/nbatch: {flavor: a, availability_zone: x, availability_zones: [y]} | a.yaml: batch.availability_zones: there is batch.availability_zone too
                    family: web/nbatch: {flavor: a, rollout: {max_surge: 0}} | a.yaml: batch.rollout: max_surge and max_unavailable are both 0
                    family: web/nbatch: {flavor: a, rollout: {max_surge: -1}} | batch.rollout.max_surge: must have a minimum value of 0
                    family: web/nbatch: {flavor: a, healthy: {http: {path: /}}} | the key 'port' is missing
                    family: web/nbatch: {flavor: a, availability_zones: []} | a.yaml:2:
                    family: Web_1                                           | a.yaml:1:1: family: 'Web_1' is no family name
                    description: nothing else                               | a.yaml:1:1: the key 'family' is missing
                    family: web/nbatch: {flavor: a, metadata: {bakehouse_role: x}} | a.yaml:2:
                    family: [web                                            | a.yaml:
                    family: web/nfamily: db                                 | a.yaml:2:1: found duplicate key family
                    family: !!java.net.URL [http://localhost]               | a.yaml:1:9:
                    just text                                               | a.yaml:1:1: string found, object expected
                    """)
    void saysWhatIsWrongAndWhere(String text, String problem) throws IOException {
        write("a.yaml", text.replace("/n", "\n"));

        assertThat(problems()).singleElement().asString().contains(problem);
    }

    @Test
    void reportsAllProblemsOfAllFilesAtOnce() throws IOException {
        write("a.yaml", "family: web\nx: 1\ny: 2\n");
        write("b.yaml", "family: db\nbatch: 3\n");
        write("c.yaml", "");
        write("d.yml", "family: app\n");
        write("e.yaml", "family: app\n");
        write("f.yaml", "description: \"\\xZZ\"");

        assertThat(problems()).hasSize(6);
        assertThat(problems()).anyMatch(line -> line.endsWith("c.yaml: is empty"));
        assertThat(problems())
                .anyMatch(line -> line.contains("e.yaml: the family 'app' has a recipe already, in d.yml"));
    }

    @Test
    void refusesFoldersWithoutRecipes() {
        assertThat(problems()).singleElement().asString().endsWith("the folder has no recipe (*.yaml)");
        folder = folder.resolve("missing");
        assertThat(problems()).singleElement().asString().endsWith("(set BAKEHOUSE_RECIPES): it does not exist");
    }

    @Test
    void refusesFilesThatAreNoText() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
        assertThat(problems()).singleElement().asString().endsWith("a.yaml: is not UTF-8");
    }

    @Test
    void theRevisionFollowsTheContentAndNotTheLayout() throws IOException {
        String revision =
                only("family: app\nadopt: {names: [a, b], when: [changed]}\n").revision();

        assertThat(revision).matches("[0-9a-f]{8}");
        assertThat(only("# why\nadopt:\n  when: [changed]\n  names:\n  - a\n  - b\nfamily: 'app'\n")
                        .revision())
                .isEqualTo(revision);
        assertThat(only("family: app\nadopt: {names: [b, a], when: [changed]}\n")
                        .revision())
                .isNotEqualTo(revision);
    }

    private Recipe only(String text) throws IOException {
        write("only.yaml", text);
        return RecipeFiles.read(folder).family("app").orElseThrow();
    }

    private List<String> problems() {
        return catchThrowableOfType(RecipesException.class, () -> RecipeFiles.read(folder))
                .problems();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
