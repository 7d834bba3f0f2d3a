package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Retention;
import io.bakehouse.model.SourceTrigger;
import io.bakehouse.model.SourceTrigger.Kind;
import io.bakehouse.model.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sections of a recipe that is baked from a builder. */
class RecipeSectionsTest {
    private static final String WHOLE = """
            family: app
            builder:
              base: {name: "debian-12-*", owner: abc, properties: {os_distro: debian}}
              flavor: m1.small
              network: build
              key: ops
              security_groups: [build]
              availability_zone: north
              user_data_file: build.txt
              metadata: {tier: build}
              sender: puppet
              root: volume
              volume_size: 20
              stop_first: false
              expected: 7m
              deadline: 90m
              on_failure: keep-for 2h
            verify:
              flavor: m1.nano
              user_data: "run @BAKEHOUSE_BAKE@"
              sender: puppet
              expect: {config_run: {drift_budget: 2}, phone_home: true, http: {port: 80, path: /up, status: 204}, tcp: 22}
              expected: 2m
              deadline: 20m
            promote: approval
            retire: {keep: 3, max_age: 90d, grace: 12h}
            rebake: {cron: "30 2 * * *", time_zone: Europe/Berlin, catch_up: false, drift_budget: 4, max_age: 30d, pause_after: 5}
            """;

    @TempDir
    Path folder;

    @Test
    void readsEverySection() throws IOException {
        write("build.txt", "#cloud-config\nfamily: @BAKEHOUSE_FAMILY@\n");
        write("app.yml", WHOLE);
        Recipe recipe = RecipeFiles.read(folder).family("app").orElseThrow();
        Builder builder = recipe.builder().orElseThrow();
        assertThat(builder.base())
                .isEqualTo(new BaseImage(
                        Optional.empty(),
                        Optional.of("debian-12-*"),
                        Optional.of("abc"),
                        Map.of("os_distro", "debian")));
        assertThat(builder.server().userData()).contains("#cloud-config\nfamily: @BAKEHOUSE_FAMILY@\n");
        assertThat(List.of(builder.server().flavor(), builder.server().network(), builder.sender()))
                .containsExactly("m1.small", "build", "puppet");
        assertThat(builder.server().metadata()).containsExactly(Map.entry("tier", "build"));
        assertThat(builder.volumeGb()).contains(20);
        assertThat(builder.stopFirst()).isFalse();
        assertThat(List.of(builder.expected(), builder.deadline(), builder.keepFor()))
                .containsExactly(Duration.ofMinutes(7), Duration.ofMinutes(90), Duration.ofHours(2));
        Verification verify = recipe.verification().orElseThrow();
        assertThat(verify.words())
                .containsExactly(
                        "ACTIVE",
                        "a config run with at most 2 changes",
                        "phone_home",
                        "HTTP 204 from port 80/up",
                        "TCP port 22");
        assertThat(verify.server().userData()).contains("run @BAKEHOUSE_BAKE@");
        assertThat(recipe.approval()).isTrue();
        assertThat(recipe.retention())
                .isEqualTo(new Retention(Optional.of(3), Optional.of(Duration.ofDays(90)), Duration.ofHours(12)));
        assertThat(recipe.rebake())
                .contains(new RebakePolicy(
                        "30 2 * * *",
                        ZoneId.of("Europe/Berlin"),
                        false,
                        Optional.of(4),
                        Optional.of(Duration.ofDays(30)),
                        5));
    }

    @Test
    void fillsInTheDocumentedDefaults() throws IOException {
        write("app.yaml", """
                family: app
                builder: {base: {name: debian}, flavor: m1.small}
                verify: {flavor: m1.nano}
                rebake: {cron: "0 4 * * 1"}
                """);
        Recipe recipe = RecipeFiles.read(folder).family("app").orElseThrow();
        Builder builder = recipe.builder().orElseThrow();
        assertThat(builder.sender()).isEqualTo("cloud-init");
        assertThat(builder.volumeGb()).isEmpty();
        assertThat(builder.stopFirst()).isTrue();
        assertThat(List.of(builder.expected(), builder.deadline(), builder.keepFor()))
                .containsExactly(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ZERO);
        assertThat(recipe.verification().orElseThrow().words()).containsExactly("ACTIVE");
        assertThat(recipe.approval()).isFalse();
        assertThat(recipe.retention().isSet()).isFalse();
        RebakePolicy rebake = recipe.rebake().orElseThrow();
        assertThat(rebake.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(rebake.catchUp()).isTrue();
        assertThat(rebake.pauseAfter()).isEqualTo(3);
        assertThat(rebake.driftBudget()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    bilder: {}                                          | app.yaml:2:1: unknown key 'bilder': did you mean 'builder'?
                    builder: {flavor: a, base: {nam: x}}                | unknown key 'builder.base.nam': did you mean 'name'?
                    builder: {flavor: a, base: {}}                      | app.yaml:2:22: builder.base: must have at least 1 properties
                    builder: {flavor: a}                                | builder: the key 'base' is missing
                    builder: {flavor: a, base: {id: latest}}            | builder.base.id: 'latest' is no UUID
                    builder: {flavor: a, base: {name: x}, root: disk}   | 'disk' is none of [image, volume]
                    builder: {flavor: a, base: {name: x}, on_failure: keep} | 'keep' is neither delete nor keep-for with a duration
                    builder: {flavor: a, base: {name: x}, user_data_file: ../x} | '../x' is no plain name of a file beside the recipe
                    builder: {flavor: a, base: {name: x}, user_data_file: no.yaml} | no.yaml cannot be read: it does not exist
                    builder: {flavor: a, base: {name: x}, user_data: u, user_data_file: big.txt} | user_data and user_data_file exclude each other
                    builder: {flavor: a, base: {name: x}, user_data_file: big.txt} | big.txt is larger than 49149 bytes
                    builder: {flavor: a, base: {name: x}, user_data: "@BAKEHOUSE_URL@"} | unknown placeholders [@BAKEHOUSE_URL@]: there are @BAKEHOUSE_BAKE@, @BAKEHOUSE_FAMILY@ and @BAKEHOUSE_CALLBACK_URL@
                    builder: {flavor: a, base: {name: x}, user_data_file: odd.txt} | unknown placeholders [@BAKEHOUSE_SLOT@]
                    builder: {flavor: a, base: {name: x}, user_data_file: latin.txt} | latin.txt is not UTF-8
                    verify: {flavor: a, user_data: "@BAKEHOUSE_X@"}     | unknown placeholders [@BAKEHOUSE_X@]
                    verify: {expect: {tcp: 22}}                         | verify: the key 'flavor' is missing
                    verify: {flavor: a, expect: {http: {path: /}}}      | verify.expect.http: the key 'port' is missing
                    verify: {flavor: a, expect: {tcp: 70000}}           | verify.expect.tcp: must have a maximum value of 65535
                    promote: aproval                                    | 'aproval' is none of [automatic, approval]: did you mean 'approval'?
                    retire: {max_age: soon}                             | retire.max_age: 'soon' is no age such as 12h or 30d
                    rebake: {cron: "0 4 * * *"}                         | rebake: needs a section 'builder' that says what to bake
                    `BUILDER rebake: {}`                                | rebake: the key 'cron' is missing
                    `BUILDER rebake: {cron: "99 4 * * *"}`              | rebake.cron: '99 4 * * *' is no cron expression of five fields
                    `BUILDER rebake: {cron: "every night"}`             | rebake.cron: 'every night' is no cron expression of five fields
                    `BUILDER rebake: {cron: "0 0 4 * * ? *"}`           | is no cron expression of five fields, such as '30 3 * * *'
                    `BUILDER rebake: {cron: "0 4 * * *", time_zone: Europe/Berlni}` | rebake.time_zone: 'Europe/Berlni' is no time zone such as UTC or Europe/Berlin
                    `BUILDER rebake: {cron: "0 4 * * *", pause_after: 0}` | rebake.pause_after: must have a minimum value of 1
                    """)
    void saysWhichFileIsWrongAndHow(String text, String words) throws IOException {
        write("big.txt", "x".repeat(49_150));
        write("odd.txt", "@BAKEHOUSE_SLOT@");
        Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xe4, 'b'});
        write("app.yaml", "family: app\n" + text.replace("BUILDER ", "builder: {flavor: a, base: {name: x}}\n") + "\n");
        List<String> problems = catchThrowableOfType(RecipesException.class, () -> RecipeFiles.read(folder))
                .problems();
        assertThat(problems).singleElement().asString().contains("app.yaml").contains(words);
    }

    @Test
    void aCronExpressionThatNeverComesIsAMistakeAsWell() throws IOException {
        write("app.yaml", "family: app\nbuilder: {flavor: a, base: {name: x}}\nrebake: {cron: \"0 4 31 2 *\"}\n");
        assertThatThrownBy(() -> RecipeFiles.read(folder))
                .isInstanceOf(RecipesException.class)
                .hasMessageContaining("never comes");
    }

    @Test
    void aChangeOfTheUserDataMakesAnotherRecipe() throws IOException {
        write("app.yml", WHOLE);
        write("build.txt", "one");
        String revision = RecipeFiles.read(folder).family("app").orElseThrow().revision();
        write("build.txt", "two");
        assertThat(RecipeFiles.read(folder).family("app").orElseThrow().revision())
                .isNotEqualTo(revision);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsTriggers() throws IOException {
        write("app.yml", """
                family: app
                builder: {base: {name: debian}, flavor: m1.small}
                triggers:
                  - {push: acme/recipes, sender: github, branches: [main, "refs/tags/v*"], paths: ["web/*"]}
                  - apply: acme/images
                """);

        assertThat(RecipeFiles.read(folder).family("app").orElseThrow().triggers())
                .containsExactly(
                        new SourceTrigger(
                                Kind.PUSH,
                                "acme/recipes",
                                Optional.of("github"),
                                List.of("main", "refs/tags/v*"),
                                List.of("web/*")),
                        new SourceTrigger(Kind.APPLY, "acme/images", Optional.empty(), List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {push: a/b}             |                  | triggers: needs a section 'builder'
                    {branches: [main]}      | {base: {name: d}, flavor: f} | triggers.0: needs either push
                    {push: a, apply: b}     | {base: {name: d}, flavor: f} | triggers.0: needs either push
                    {apply: b, paths: [x]}  | {base: {name: d}, flavor: f} | triggers.0: branches and paths belong to push
                    {pusch: a}              | {base: {name: d}, flavor: f} | did you mean 'push'
                    {push: a, sender: hub}  | {base: {name: d}, flavor: f} | 'hub' is none of
                    """)
    void triggersThatMakeNoSenseAreRefusedInWords(String trigger, String builder, String words) throws IOException {
        write(
                "app.yml",
                "family: app\ntriggers:\n  - " + trigger + "\n"
                        + (builder == null ? "" : "builder: " + builder + "\n"));

        assertThatThrownBy(() -> RecipeFiles.read(folder)).hasMessageContaining(words);
    }
}
