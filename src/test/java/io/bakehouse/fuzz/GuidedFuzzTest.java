package io.bakehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Patience;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The search for inputs that nobody has thought of, which takes as long as it is told to: {@code ./mvnw verify -Pfuzz
 * -Dfuzz.seconds=600}, of single groups with {@code -Dfuzz.groups=webhook}. Each group of targets is searched in a process of its own, which a hang or a full memory ends. What is found lies
 * in {@code target/fuzz}; once it is mended, it moves to {@code src/test/resources/fuzz}, under a name that says what it is.
 */
@Tag("fuzz")
class GuidedFuzzTest {
    private static final List<String> CLASSES = Found.classes();
    private static final List<Target> TARGETS = Found.targets(CLASSES);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 600);
    private static final String GROUPS = System.getProperty("fuzz.groups", ".*");
    private static final Duration START_AND_END = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Where the branches of ours are that inputs choose. */
    private static final String WATCHED = Stream.of(
                    "access", "chat", "command", "engine", "model", "platform", "webhook")
            .map(name -> "io.bakehouse." + name + ".**")
            .collect(Collectors.joining(":", "", ":io.bakehouse.openstack.jclouds.**:io.bakehouse.practice.http.**"));

    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");

    static List<String> groups() {
        return TARGETS.stream()
                .map(Target::group)
                .distinct()
                .filter(group -> group.matches(GROUPS))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void nothingButRefusals(String group) throws IOException {
        long seconds = Math.max(1, SECONDS / groups().size());
        Path folder = Files.createDirectories(Path.of("target/fuzz-guided").resolve(group));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command(group, folder, seconds))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            Patience.until(
                    Duration.ofSeconds(seconds).plus(START_AND_END), LOOK, () -> !process.isAlive(), log::toString);
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        Matcher executed = EXECUTED.matcher(said);
        assertThat(process.exitValue()).as("%s: see %s", group, log).isZero();
        assertThat(executed.find()).as("%s: see %s", group, log).isTrue();
        System.out.printf("fuzz %s executions %s seconds %d%n", group, executed.group(1), seconds);
    }

    private static List<String> command(String group, Path folder, long seconds) throws IOException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        List<Target> targets =
                TARGETS.stream().filter(target -> target.group().equals(group)).toList();
        for (int number = 0; number < targets.size(); number++) {
            List<byte[]> known = new Watched(targets.get(number)).known();
            for (int i = 0; i < known.size(); i++) {
                Files.write(seeds.resolve(number + "-" + i), Guided.addressed(number, known.get(i)));
            }
        }
        Path dictionary = Files.write(folder.resolve("words"), Words.dictionary());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + Guided.GROUP + "=" + group,
                "-D" + Guided.CLASSES + "=" + String.join(",", CLASSES),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Guided.class.getName(),
                "--instrumentation_includes=" + WATCHED,
                "--custom_hook_includes=io.bakehouse.**",
                "--reproducer_path=" + folder,
                // Does not get along with what Netty does when it starts.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
                "-max_total_time=" + seconds,
                "-timeout=" + Watched.LONGEST.toSeconds() * 10,
                "-rss_limit_mb=4096",
                "-max_len=65536",
                "-seed=20261123",
                "-dict=" + dictionary,
                "-artifact_prefix=" + folder + "/",
                "-print_final_stats=1",
                Files.createDirectories(folder.resolve("corpus")).toString(),
                seeds.toString());
    }
}
