package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the program from starting is said in one line, with an exit status and without a stack trace. */
class StartIT {
    @TempDir
    Path folder;

    private ProgramSettings settings;

    @BeforeEach
    void settings() throws IOException {
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(recipes.resolve("web.yaml"), "family: web\nadopt: {names: [\"web-*\"]}\n");
        settings = ProgramSettings.in(folder)
                .shortLived()
                .with(Map.of("BAKEHOUSE_CLOUD", "practice", "BAKEHOUSE_RECIPES", recipes.toString()));
    }

    @Test
    void aDataFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refusal(settings.with("BAKEHOUSE_DATA", file.resolve("data").toString())))
                .contains("the data folder " + file.resolve("data") + " cannot be written: Not a directory");
    }

    @Test
    void aDataFolderThatIsAFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refusal(settings.with("BAKEHOUSE_DATA", file.toString())))
                .contains("the data folder " + file + " cannot be written: it is a file");
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        assertThat(refusal(settings.with("BAKEHOUSE_DATA_KEEP_FREE", "1000000G")))
                .contains("the disk of the data folder")
                .contains("is full: ")
                .contains("MiB must stay free");
    }

    @Test
    void aDataFolderThatAnotherProcessUses() throws Exception {
        try (Program first = settings.startAndWait()) {
            ProgramSettings second = settings.beside(folder.resolve("second.log"));
            assertThat(refusal(second))
                    .contains("the data folder " + folder.resolve("data") + " is in use by process " + first.pid());
            assertThat(first.get("/q/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anArgumentThatDoesNotExist() throws Exception {
        assertThat(refusal(settings, "dmeo")).contains("'dmeo' is no argument of this program");
    }

    @Test
    void aRecipeWithAMistake() throws Exception {
        Path recipe = folder.resolve("recipes/web.yaml");
        Files.writeString(recipe, "family: web\nadopt: {names: [\"web-*\"]}\nbacth: {count: 4}\n");
        assertThat(refusal(settings)).contains(recipe + ":3:1: unknown key 'bacth': did you mean 'batch'?");
    }

    @Test
    void noRecipeAtAll() throws Exception {
        assertThat(refusal(settings.with(
                        "BAKEHOUSE_RECIPES", folder.resolve("none").toString())))
                .contains("the folder of recipes cannot be read (set BAKEHOUSE_RECIPES)");
    }

    @Test
    void aRealCloudWithoutAToken() throws Exception {
        assertThat(refusal(settings.with(ChildCloud.variables(9, "secret")).with("BAKEHOUSE_TOKEN", " ")))
                .contains("there is no token")
                .contains("set BAKEHOUSE_TOKEN");
    }

    @Test
    void aCloudThatNobodyNames() throws Exception {
        assertThat(refusal(settings.with("BAKEHOUSE_CLOUD", "openstack").with("HOME", folder.toString())))
                .contains("nothing says which: set OS_CLOUD");
        assertThat(refusal(settings.with("BAKEHOUSE_CLOUD", "opnstack")))
                .contains("BAKEHOUSE_CLOUD is 'opnstack': it must be practice or openstack");
    }

    @Test
    void aPortThatSomebodyElseListensOn() throws Exception {
        try (ServerSocket taken = new ServerSocket(settings.port().number(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(settings)).contains(":" + taken.getLocalPort() + "; set QUARKUS_HTTP_PORT");
        }
    }

    @Test
    void aSettingThatCannotBeRead() throws Exception {
        assertThat(refusal(settings.with("BAKEHOUSE_DATA_KEEP_FREE", "much")))
                .contains("the setting bakehouse.data-keep-free is 'much': ");
        assertThat(refusal(settings.with("BAKEHOUSE_BODY_LIMIT", "huge"))).contains("bakehouse.body-limit");
    }

    @Test
    void anAddressThatHoldsASecretIsNotQuoted() throws Exception {
        assertThat(refusal(settings.with("BAKEHOUSE_NOTIFY_URL", "http://[hush/")))
                .contains("BAKEHOUSE_NOTIFY_URL must be a URL")
                .doesNotContain("hush");
    }

    @Test
    void aBrokerThatIsNone() throws Exception {
        assertThat(refusal(settings.with("BAKEHOUSE_BROKER_URL", "tcp://bakehouse:hush@broker:61616")))
                .contains("BAKEHOUSE_BROKER_URL must be the address of an ActiveMQ Artemis")
                .doesNotContain("hush");
    }

    @Test
    void aDemoOnARealCloud() throws Exception {
        assertThat(refusal(settings.with(ChildCloud.variables(9, "secret")), "demo"))
                .contains("it runs on the practice cloud only");
    }

    /** The one line. */
    private static String refusal(ProgramSettings settings, String... arguments) throws Exception {
        Files.deleteIfExists(settings.log());
        String log;
        try (Program bakery = settings.start(arguments)) {
            assertThat(bakery.waitForEnd()).as("exit status").isEqualTo(1);
            log = bakery.log();
        }
        assertThat(log).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain(" ERROR ");
        List<String> lines = log.lines()
                .filter(line -> line.startsWith("Bakehouse does not start: "))
                .toList();
        assertThat(lines).as(log).hasSize(1);
        return lines.get(0);
    }
}
