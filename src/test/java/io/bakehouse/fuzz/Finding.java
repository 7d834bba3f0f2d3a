package io.bakehouse.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** An input that broke a reader, in a file: to be looked at, and to be moved to the regressions once it is mended. */
final class Finding {
    private static final Path FOLDER = Path.of("target/fuzz");

    private Finding() {}

    static Path keep(Target target, byte[] input) {
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(target.name()));
            return Files.write(folder.resolve("finding-" + HexFormat.of().toHexDigits(Arrays.hashCode(input))), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
