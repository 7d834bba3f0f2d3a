package io.bakehouse.access;

import io.bakehouse.platform.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches secrets from where the settings say they are, once, at the start. */
final class SecretReader {
    private static final long LARGEST_FILE = 64 * 1024;

    private SecretReader() {}

    /** The present secret and the previous one, as far as they are set. */
    static List<Secret> read(String owner, AccessSettings.SecretSettings settings) {
        List<Secret> secrets = new ArrayList<>();
        secret(owner, settings.secret(), settings.secretFile()).ifPresent(secrets::add);
        secret(owner, settings.previousSecret(), settings.previousSecretFile()).ifPresent(secrets::add);
        return secrets;
    }

    private static Optional<Secret> secret(String owner, Optional<String> value, Optional<Path> file) {
        if (value.isPresent() && file.isPresent()) {
            throw StartFailure.of(owner + " has both a secret and a secret-file: leave one of them");
        }
        return value.or(() -> file.map(path -> content(owner, path)))
                .filter(text -> !text.isBlank())
                .map(Secret::new);
    }

    private static String content(String owner, Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw StartFailure.of("the secret-file of " + owner + " is no secret: it has over 64 KiB");
            }
            String text = Files.readString(file);
            if (text.isBlank()) {
                throw StartFailure.of("the secret-file of " + owner + " is empty: " + file);
            }
            return text;
        } catch (IOException e) {
            throw StartFailure.of("the secret-file of " + owner + " cannot be read: " + file);
        }
    }
}
