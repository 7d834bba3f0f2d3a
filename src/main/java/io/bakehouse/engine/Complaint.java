package io.bakehouse.engine;

import io.bakehouse.platform.StartFailure;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What to tell people about a start that failed: words for all that they can change, nothing for a mistake of ours. */
final class Complaint {
    /** How the configuration words a value that cannot be read: the value too, which may be a secret. */
    private static final Pattern SETTING = Pattern.compile(
            "(?s).*SRCFG\\d+: The config property (\\S+) with the config value \"(.*?)\" threw .*?converted:? ?(.*)");

    private static final Pattern SECRET = Pattern.compile("(?i).*(token|password|secret|url|key).*");

    private Complaint() {}

    static Optional<String> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> words(cause).stream())
                .reduce((outer, inner) -> inner);
    }

    private static Optional<String> words(Throwable cause) {
        if (cause instanceof StartFailure) {
            return Optional.of(cause.getMessage());
        }
        if (cause instanceof QuarkusBindException taken) {
            return Optional.of("somebody else listens on " + taken.getHost() + ":" + taken.getPort()
                    + "; set QUARKUS_HTTP_PORT to another port");
        }
        if (cause instanceof ConfigValidationException invalid) {
            return Optional.of(IntStream.range(0, invalid.getProblemCount())
                    .mapToObj(i -> setting(invalid.getProblem(i).getMessage()))
                    .collect(Collectors.joining("; ")));
        }
        boolean setting = cause instanceof ConfigurationException
                || (cause.getMessage() != null && cause.getMessage().startsWith("SRCFG"));
        return setting ? Optional.of(setting(cause.getMessage())) : Optional.empty();
    }

    private static String setting(String message) {
        Matcher matcher = SETTING.matcher(message);
        if (!matcher.matches()) {
            return message.replaceAll("\\s+", " ");
        }
        String name = matcher.group(1);
        if (SECRET.matcher(name).matches()) {
            return "the setting " + name + " cannot be read as what it should be";
        }
        return "the setting " + name + " is '" + matcher.group(2) + "': " + matcher.group(3);
    }
}
