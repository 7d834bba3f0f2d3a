package io.bakehouse.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that lie in files: what was captured, and what once broke a reader. */
public final class Seeds {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path REGRESSIONS = RESOURCES.resolve("fuzz");

    private Seeds() {}

    /** The files of that folder of the test resources, and of those in it; none when there is no such folder. */
    public static List<byte[]> resources(String folder) {
        return files(RESOURCES.resolve(folder)).map(Seeds::bytes).toList();
    }

    /** The captured requests of those tools. */
    public static List<byte[]> requests(Stream<String> tools) {
        return tools.flatMap(tool -> files(RESOURCES.resolve("fixtures").resolve(tool)))
                .filter(file -> file.toString().endsWith(".http"))
                .map(Seeds::bytes)
                .toList();
    }

    /** The lines of the files of that folder, each an input of its own. */
    public static List<byte[]> lines(String folder) {
        return Target.texts(
                resources(folder).stream().flatMap(file -> Target.text(file).lines()));
    }

    /** What the target must never again break at, by the names of the files. */
    static List<Path> regressions(String target) {
        return files(REGRESSIONS.resolve(target)).toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
