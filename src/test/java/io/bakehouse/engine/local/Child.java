package io.bakehouse.engine.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes that run the code under test. */
final class Child {
    private Child() {}

    static Process start(Class<?> main, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
