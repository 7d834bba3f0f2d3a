package io.bakehouse.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which cloud this bakery works on. */
public enum CloudKind {
    /** The one in memory, for trying things out. */
    PRACTICE,
    /** A real one, with somebody's servers on it. */
    OPENSTACK;

    /**
     * The chosen one; without a choice the real one where anything names it, else the practice cloud.
     *
     * @param choice the setting {@code bakehouse.cloud}
     * @param environment the process's variables
     * @throws IllegalArgumentException for a choice that is neither
     */
    public static CloudKind of(Optional<String> choice, Map<String, String> environment) {
        Optional<String> said = choice.map(String::strip).filter(text -> !text.isEmpty());
        if (said.isEmpty()) {
            return namesCloud(environment) ? OPENSTACK : PRACTICE;
        }
        return switch (said.get()) {
            case "practice" -> PRACTICE;
            case "openstack" -> OPENSTACK;
            default ->
                throw new IllegalArgumentException(
                        "BAKEHOUSE_CLOUD is '" + said.get() + "': it must be practice or openstack");
        };
    }

    /** Whether {@code OS_CLOUD}, {@code OS_AUTH_URL} or one of the usual places of clouds.yaml is there. */
    private static boolean namesCloud(Map<String, String> environment) {
        Stream<Path> files = Stream.of(
                Path.of("clouds.yaml"),
                Path.of(environment.getOrDefault("HOME", "/nonexistent"), ".config", "openstack", "clouds.yaml"),
                Path.of("/etc/openstack/clouds.yaml"));
        return environment.containsKey("OS_CLOUD")
                || environment.containsKey("OS_AUTH_URL")
                || files.anyMatch(Files::isReadable);
    }
}
