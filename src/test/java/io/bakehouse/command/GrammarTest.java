package io.bakehouse.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.simulation.AllCommands;
import io.bakehouse.simulation.VirtualBakery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write, and what is understood. */
class GrammarTest {
    private static final Recipe WEB = VirtualBakery.recipe(0, Duration.ofMinutes(30), 2);
    private static final Recipe DB = new Recipe(
            "db",
            "0badcafe",
            "",
            new Recipe.Adopt(List.of("db-*", "web-9*"), Set.of(RunStatus.CHANGED)),
            new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1)),
            Optional.empty());
    private static final String ID = "2f1c9f0e-0d5b-4a52-9d0e-3c1f5d0b7a11";

    private final Commands commands = AllCommands.named();
    private final Grammar grammar = new Grammar(commands, new Recipes(List.of(WEB, DB)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ~~                                     | help     | {}
                    ~   ~                                  | help     | {}
                    HELP                                   | help     | {}
                    help rollback                          | help     | {"command":"rollback"}
                    images web                             | images   | {"family":"web"}
                    status                                 | status   | {}
                    bake web                               | bake     | {"family":"web"}
                    bake family=web                        | bake     | {"family":"web"}
                    bake --family web                      | bake     | {"family":"web"}
                    bake web node-77                       | bake     | {"family":"web","server":"node-77"}
                    bake node-01.example.org               | bake     | {"family":"web","server":"node-01.example.org"}
                    bake server=db-1                       | bake     | {"family":"db","server":"db-1"}
                    bake web reason="new kernel"           | bake     | {"family":"web","reason":"new kernel"}
                    bake web reason=“it’s time”            | bake     | {"family":"web","reason":"it's time"}
                    bake web --dry-run                     | plan     | {"command":"bake","family":"web"}
                    bake web —dry-run                      | plan     | {"command":"bake","family":"web"}
                    bake web –dry_run                      | plan     | {"command":"bake","family":"web"}
                    bake web dry_run=true                  | plan     | {"command":"bake","family":"web"}
                    bake web dry_run=false                 | bake     | {"family":"web"}
                    status --dry-run                       | status   | {}
                    plan bake web                          | plan     | {"command":"bake","family":"web"}
                    plan rollback web --dry-run            | plan     | {"command":"rollback","family":"web"}
                    boot web 3                             | boot     | {"family":"web","count":"3"}
                    reject web-1f2e3d4c5b6a it is too slow | reject   | {"bake":"web-1f2e3d4c5b6a","reason":"it is too slow"}
                    rollback web --confirm abc             | rollback | {"family":"web"}
                    """)
    void isUnderstood(String line, String command, String input) {
        CommandLine read = grammar.read(line);

        assertThat(read.command().name()).isEqualTo(command);
        assertThat(read.input()).hasToString(input);
        assertThat(grammar.read(read.text()).input()).as(read.text()).isEqualTo(read.input());
    }

    @Test
    void flagsAndCodesAreToldApart() {
        CommandLine read = grammar.read("revoke " + ID + " --descendants CVE-2026-1 is bad --confirm c.1");

        assertThat(read.input())
                .hasToString("{\"image\":\"" + ID + "\",\"descendants\":true,\"reason\":\"CVE-2026-1 is bad\"}");
        assertThat(read.confirm()).contains("c.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    bkae web                     | did you mean 'bake'?
                    delete image-web-2026.11.20  | 'retire'
                    delete image-web-2026.11.20  | 'revoke'
                    image-web-2026.11.20         | no command is called
                    rollback web production      | 'production' is no image's id
                    rollback web production      | Write: rollback [family] [image]
                    images web db                | 'db' is a word too many
                    bake wbe                     | did you mean 'web'?
                    bake web-99                  | the recipes of db and web adopt 'web-99'
                    bake 2f1c9f0e-0d5b-4a52-9d0e-3c1f5d0b7a11 | write 'bake <family> 2f1c
                    bake web famliy=db           | did you mean 'family'?
                    bake web family=db           | 'family' is there twice
                    bake web --reason            | needs a value
                    bake web reason="new kernel  | a quote is not closed
                    boot web many                | 'many' is no number
                    bake web $(reboot)           | is no name
                    revoke 2f1c9f0e-0d5b-4a52-9d0e-3c1f5d0b7a11 --descendants=perhaps | is true or false
                    bake web -x                  | '-x' is no option
                    help wbe nonsense            | a word too many
                    """)
    void isRefusedInWords(String line, String words) {
        assertThatThrownBy(() -> grammar.read(line))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bake web reason=a\u0007b", "bake we\u0000b", "bake w\u202eeb"})
    void whatCannotBeSeenIsRefused(String line) {
        assertThatThrownBy(() -> grammar.read(line)).isInstanceOf(CommandException.class);
    }

    @Test
    void longLinesAreRefused() {
        assertThatThrownBy(() -> grammar.read("bake " + "x".repeat(1_000))).hasMessageContaining("1000 characters");
        assertThatThrownBy(() -> grammar.read("bake" + " x".repeat(32))).hasMessageContaining("32 words");
    }
}
