package io.bakehouse.program;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the packaged program is started, in every one of its lives.
 *
 * @param port where it listens
 * @param log what it prints is added there
 * @param hidden pattern of names; variables of this process that are called so are not for it
 * @param jvm options of Java
 * @param variables all else that it is told
 */
public record ProgramSettings(
        ReservedPort port, Path log, String hidden, List<String> jvm, Map<String, String> variables) {
    public static final String TOKEN = "the-token-of-these-tests";

    /** What the tests' own surroundings say about clouds is not for it. */
    private static final String CLOUDS_AND_SETTINGS = "(OS|BAKEHOUSE|QUARKUS)_.*";

    private static final String SETTINGS = "(BAKEHOUSE|QUARKUS)_.*";

    /** A port and a token, and below the folder its data and its log. */
    public static ProgramSettings in(Path folder) {
        Map<String, String> variables = Map.of(
                "BAKEHOUSE_DATA",
                folder.resolve("data").toString(),
                "BAKEHOUSE_TOKEN",
                TOKEN,
                "BAKEHOUSE_DATA_KEEP_FREE",
                "1M",
                "QUARKUS_LOG_CONSOLE_COLOR",
                "false");
        return new ProgramSettings(
                new ReservedPort(), folder.resolve("bakery.log"), CLOUDS_AND_SETTINGS, List.of(), variables);
    }

    /** It lives for seconds: what starts fast is better than what runs fast. */
    public ProgramSettings shortLived() {
        List<String> options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
        return new ProgramSettings(port, log, hidden, options, variables);
    }

    /** With these options of Java. */
    public ProgramSettings onJvm(String... options) {
        return new ProgramSettings(port, log, hidden, List.of(options), variables);
    }

    /** Works on the cloud that this process's variables name. */
    public ProgramSettings onTheCloudAround() {
        return new ProgramSettings(port, log, SETTINGS, jvm, variables);
    }

    /** For a second program that meets the first: another port and another log, and all else the same. */
    public ProgramSettings beside(Path otherLog) {
        return new ProgramSettings(new ReservedPort(), otherLog, hidden, jvm, variables);
    }

    public ProgramSettings with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new ProgramSettings(port, log, hidden, jvm, Map.copyOf(all));
    }

    public ProgramSettings with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** Begins a life. */
    public Program start(String... arguments) {
        return Program.start(this, arguments);
    }

    /** Begins a life and waits until it accepts events. */
    public Program startAndWait() {
        return start().waitUntilReady();
    }
}
