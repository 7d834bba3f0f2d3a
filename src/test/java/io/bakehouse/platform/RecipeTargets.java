package io.bakehouse.platform;

import io.bakehouse.fuzz.Seeds;
import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A recipe, from the file to what functions get. */
final class RecipeTargets implements Targets {
    private static final Path SAMPLES = Path.of("infra/local/recipes");

    @Override
    public Stream<Target> all() {
        return Stream.of(new Target("settings/recipe", seeds(), Set.of(RecipesException.class), RecipeTargets::read));
    }

    private static List<byte[]> seeds() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            List<byte[]> seeds = new ArrayList<>(Seeds.resources("recipes"));
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readAllBytes(file));
            }
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(byte[] input) throws IOException {
        Path folder = Files.createDirectories(
                Path.of("target/fuzz/recipe-" + ProcessHandle.current().pid()));
        Files.write(folder.resolve("recipe.yaml"), input);
        RecipeFiles.read(folder);
    }
}
