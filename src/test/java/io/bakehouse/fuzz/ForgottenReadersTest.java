package io.bakehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever takes text or bytes apart is fuzzed, or it is said here whom it trusts. */
class ForgottenReadersTest {
    /** What throws at an input that it does not like. */
    private static final Map<String, Set<String>> READS = Map.ofEntries(
            Map.entry(
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    Set.of("readTree", "readValue", "treeToValue", "convertValue")),
            Map.entry("org.yaml.snakeyaml.Yaml", Set.of("load", "compose")),
            Map.entry("org.yaml.snakeyaml.parser.ParserImpl", Set.of("<init>")),
            Map.entry("javax.xml.parsers.DocumentBuilder", Set.of("parse")),
            Map.entry("io.cloudevents.jackson.JsonFormat", Set.of("deserialize")),
            Map.entry("io.cloudevents.http.HttpMessageFactory", Set.of("createReader")),
            Map.entry("java.time.Instant", Set.of("parse")),
            Map.entry("java.time.LocalDateTime", Set.of("parse")),
            Map.entry("java.time.OffsetDateTime", Set.of("parse")),
            Map.entry("java.time.ZonedDateTime", Set.of("parse")),
            Map.entry("java.time.Duration", Set.of("parse")),
            Map.entry("java.lang.Integer", Set.of("parseInt")),
            Map.entry("java.lang.Long", Set.of("parseLong")),
            Map.entry("java.lang.Double", Set.of("parseDouble")),
            Map.entry("java.net.URI", Set.of("<init>", "create")),
            Map.entry("java.net.URLDecoder", Set.of("decode")),
            Map.entry("java.util.UUID", Set.of("fromString")),
            Map.entry("java.util.Base64$Decoder", Set.of("decode")),
            Map.entry("java.util.HexFormat", Set.of("parseHex")),
            Map.entry("java.security.KeyFactory", Set.of("generatePublic")));

    /** Classes that read only what whoever runs the bakery has written, or what the bakery itself has. */
    private static final Map<String, String> TRUSTING = Map.ofEntries(
            Map.entry("engine.Durations", "functions.yaml"),
            Map.entry(
                    "engine.ProbeOverNetwork",
                    "an address that it has taken apart before, and a path that the schema lets through"),
            Map.entry("engine.aws.Secret", "AWS's own answer, with what whoever runs the bakery has put there"),
            Map.entry("engine.aws.SqsDeadLetters", "what SQS itself says of a message"),
            Map.entry("engine.aws.SqsLine", "what SQS itself counts"),
            Map.entry("engine.knative.KeeperClient", "the keeper's answers"),
            Map.entry("engine.knative.Remote", "settings"),
            Map.entry("engine.http.BodyLimit", "digits, which an expression has counted before"),
            Map.entry("engine.http.CommandResource", "a path of ours: the targets of commands read it too"),
            Map.entry("engine.http.ReadResource", "digits, which an expression has counted before"),
            Map.entry(
                    "engine.knative.keeper.KeeperFace",
                    "a kept event, which is fuzzed, and a number: each wrong one is a 400"),
            Map.entry("engine.local.demo.DemoClient", "the bakery's own answers"),
            Map.entry("engine.sinks.HttpSink", "digits, which an expression has counted before"),
            Map.entry("engine.sinks.SigningKey", "settings"),
            Map.entry("engine.sinks.SinkReader", "settings"),
            Map.entry("openstack.CloudSettings", "settings"),
            Map.entry("openstack.CloudsFile", "clouds.yaml"),
            Map.entry("practice.http.PracticeMain", "arguments of its own start"));

    private static final String FUNCTIONS = "io.bakehouse.function";
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.bakehouse");

    @Test
    void everyReaderIsFuzzed() {
        // Functions are called by the name in their annotation, which nobody sees in the code.
        Set<JavaClass> targets = ALL.stream()
                .filter(type -> type.isAssignableTo(Targets.class)
                        || type.getPackageName().equals(FUNCTIONS))
                .collect(Collectors.toSet());
        Set<String> fuzzed = Reached.from(targets, ALL).stream()
                .filter(ForgottenReadersTest::reads)
                .map(ForgottenReadersTest::name)
                .collect(Collectors.toSet());
        Set<String> forgotten = ALL.stream()
                .filter(ForgottenReadersTest::isProgram)
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(ForgottenReadersTest::reads)
                .map(ForgottenReadersTest::name)
                .filter(name -> !fuzzed.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> classes = forgotten.stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(classes)
                .as("read by nobody's target (see the Targets), and not known to be trusting: %s", forgotten)
                .isEqualTo(new TreeSet<>(TRUSTING.keySet()));
        assertThat(fuzzed).hasSizeGreaterThan(25);
    }

    private static boolean isProgram(JavaClass type) {
        return type.getSource().stream()
                .noneMatch(source -> source.getUri().getPath().contains("/test-classes/"));
    }

    private static boolean reads(JavaCodeUnit unit) {
        boolean constant = unit.getName().equals("<clinit>");
        return !constant && unit.getAccessesFromSelf().stream().anyMatch(ForgottenReadersTest::isRead);
    }

    private static boolean isRead(JavaAccess<?> access) {
        return READS.getOrDefault(access.getTargetOwner().getName(), Set.of()).contains(access.getName());
    }

    private static String name(JavaCodeUnit unit) {
        return unit.getOwner().getName().replace("io.bakehouse.", "") + "." + unit.getName();
    }
}
