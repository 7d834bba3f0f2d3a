package io.bakehouse.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files under {@code infra} that follow from {@code functions.yaml}. They are kept in the repository for people, and
 * written anew by the same tests that compare them.
 */
public final class Generated {
    private static final String WRITE = "bakehouse.infra.write";

    private Generated() {}

    /** Compares the file with what it should be; with {@code -Dbakehouse.infra.write=true}, makes it so. */
    public static void check(Path file, String wanted) {
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, wanted);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(file + " follows from functions.yaml; write it anew with ./mvnw test -D" + WRITE
                            + "=true -Dtest='*FilesTest'")
                    .isEqualTo(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
