package io.bakehouse.bench;

import io.bakehouse.engine.knative.KnativeLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of the Knative engine: events that pass through it, and what its image holds beside Java. */
@Tag("bench")
class KnativeBenchIT {
    private static final int EVENTS = 4_000;

    @TempDir
    private Path folder;

    @Test
    void eventsPerSecond() {
        KnativeLoad.perSecond(folder.resolve("warm-up"), 4, EVENTS);
        for (int consumers : List.of(1, 2, 4)) {
            double rate = KnativeLoad.perSecond(folder.resolve("of-" + consumers), consumers, EVENTS);
            Figures.print("knative-events-per-second-" + consumers, rate, "1/s");
        }
    }

    @Test
    void bytesOfTheProgramInTheImage() throws IOException {
        Path program = Path.of(System.getProperty("bakehouse.jar", "target/quarkus-app/quarkus-run.jar"))
                .getParent();
        try (Stream<Path> files = Files.walk(program)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            Figures.print("quarkus-app-bytes", (double) bytes, "B");
        }
    }
}
