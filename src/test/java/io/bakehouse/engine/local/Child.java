package io.bakehouse.engine.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes that run code of these tests. */
public final class Child {
    private Child() {}

    /** Starts that main method. */
    public static Process start(Class<?> main, String... args) throws Exception {
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
