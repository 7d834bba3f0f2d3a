package io.bakehouse.realcloud;

import io.bakehouse.program.Ends;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the packaged program on the OpenStack that the {@code OS_*} variables name; all that they make is deleted. */
@Tag("real-cloud")
abstract class OnRealCloud {
    static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    Project project;
    Ends ends;
    Program bakery;

    @RegisterExtension
    final AfterTestExecutionCallback log = context -> {
        if (context.getExecutionException().isPresent() && bakery != null) {
            System.out.println(bakery.log());
        }
    };

    @BeforeEach
    void open() throws IOException, InterruptedException {
        ends = new Ends();
        project = new Project();
    }

    /** The bakery first: while it runs, it would go on making what is being deleted. */
    @AfterEach
    void clean() throws InterruptedException {
        try {
            if (bakery != null) {
                bakery.close();
            }
        } finally {
            ends.close();
            if (project != null) {
                project.clean();
            }
        }
    }

    private Path recipes() {
        return folder.resolve("recipes");
    }

    void recipe(String family, String text) throws IOException {
        Path recipes = Files.createDirectories(recipes());
        Files.writeString(recipes.resolve(family + ".yaml"), text);
    }

    /** How the bakery is started, unless a test says more. */
    ProgramSettings settings() {
        return ProgramSettings.in(folder)
                .onTheCloudAround()
                .with("BAKEHOUSE_RECIPES", recipes().toString())
                .with("BAKEHOUSE_NOTIFY_URL", ends.url());
    }

    void start(Map<String, String> variables) {
        bakery = settings().with(variables).startAndWait();
    }
}
