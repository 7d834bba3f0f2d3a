package io.bakehouse.access;

import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import io.bakehouse.platform.StartFailure;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The file that says who may do what. */
final class SettingsTargets implements Targets {
    private static final TreeSet<String> SENDERS =
            new TreeSet<>(List.of("puppet", "github", "slack", "chef", "cloudevents"));

    @Override
    public Stream<Target> all() {
        // What the library says of values that are none is said at the start, too.
        return Stream.of(new Target(
                "settings/access",
                List.of(sample()),
                Set.of(StartFailure.class, ConfigValidationException.class, NoSuchElementException.class),
                input -> read(Target.text(input))));
    }

    private static byte[] sample() {
        try {
            return Files.readAllBytes(Path.of("infra/local/access.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            // Broken escapes are the library's to refuse.
            return;
        }
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        AccessSettings mapped = new SmallRyeConfigBuilder()
                .withMapping(AccessSettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(settings, "fuzz", 100))
                .build()
                .getConfigMapping(AccessSettings.class);
        AccessReader.read(mapped, SENDERS);
    }
}
