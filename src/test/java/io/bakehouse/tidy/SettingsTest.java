package io.bakehouse.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files for people who run the program name no setting that it does not read. */
class SettingsTest {
    /** Stands for whatever name somebody gives a sink or a sender. */
    private static final String ANY = "[A-Z0-9_]+";

    private static final Pattern NAMED = Pattern.compile("(?<![@A-Z_])(?:BAKEHOUSE|OS)_[A-Z0-9_]+(?![@A-Z0-9_<…])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infra/local/Containerfile",
                "infra/local/bakehouse.service",
                "infra/local/bakehouse.env",
                "infra/local/README.md",
                "infra/local/broker/README.md"
            })
    void everySettingThatIsNamedExists(Path file) throws IOException {
        Set<String> patterns = settings();
        assertThat(patterns).contains("BAKEHOUSE_DATA", "BAKEHOUSE_BROKER_PASSWORD_FILE", "BAKEHOUSE_TOKEN");

        assertThat(NAMED.matcher(Files.readString(file)).results().map(MatchResult::group))
                .filteredOn(name -> patterns.stream().noneMatch(name::matches))
                .as("settings in %s that nothing reads", file)
                .isEmpty();
    }

    /** All that the classes declare, as patterns of variables. */
    private static Set<String> settings() {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : Bakehouse.CLASSES) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                String prefix = type.getAnnotationOfType(ConfigMapping.class).prefix();
                names.addAll(ConfigMappings.getProperties(ConfigClass.configClass(type.reflect(), prefix))
                        .keySet());
            }
            type.getCodeUnits().stream().flatMap(SettingsTest::injected).forEach(names::add);
        }
        Stream<String> clouds = Stream.of("OS_CLOUD", "OS_AUTH_URL", "OS_CLIENT_CONFIG_FILE");
        return Stream.concat(names.stream().map(SettingsTest::variable), clouds).collect(Collectors.toSet());
    }

    private static Stream<String> injected(JavaCodeUnit unit) {
        return unit.getParameters().stream()
                .flatMap(parameter -> parameter.getAnnotations().stream())
                .filter(annotation -> annotation.getRawType().isEquivalentTo(ConfigProperty.class))
                .map(SettingsTest::name);
    }

    private static String name(JavaAnnotation<?> annotation) {
        return annotation.as(ConfigProperty.class).name();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT)
                .replace("*", "\n")
                .replaceAll("[^A-Z0-9\n]+", "_")
                .replace("\n", ANY);
    }
}
