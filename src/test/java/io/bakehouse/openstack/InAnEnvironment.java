package io.bakehouse.openstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Variables and a folder of a user, from which a configuration is read. */
abstract class InAnEnvironment {
    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void home() {
        environment.put("HOME", folder.resolve("home").toString());
    }

    CloudConfig read() {
        return CloudConfig.fromEnvironment(environment, folder).orElseThrow();
    }

    void password() {
        environment.putAll(Map.of(
                "OS_AUTH_URL",
                "https://keystone:5000/v3",
                "OS_USERNAME",
                "ada",
                "OS_PASSWORD",
                "s3cr3t",
                "OS_PROJECT_NAME",
                "demo"));
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
