package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a folder of recipes, one YAML file per image family, and reports all that is wrong in all of them at once. */
public final class RecipeFiles {
    private static final int LARGEST_FILE = 256 * 1024;
    private static final int MOST_FILES = 1_000;

    private final Path folder;
    private final RecipeSchema schema = new RecipeSchema();
    private final List<String> problems = new ArrayList<>();

    private RecipeFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * All recipes of the folder.
     *
     * @throws RecipesException with every problem found, each with its file and, where there is one, line and column
     */
    public static Recipes read(Path folder) {
        return new RecipeFiles(folder).read();
    }

    private Recipes read() {
        Map<String, Path> origins = new TreeMap<>();
        List<Recipe> recipes = new ArrayList<>();
        for (Path file : files()) {
            Recipe recipe = recipe(file);
            if (recipe == null) {
                continue;
            }
            Path earlier = origins.putIfAbsent(recipe.family(), file);
            if (earlier == null) {
                recipes.add(recipe);
            } else {
                problems.add(file + ": the family '" + recipe.family() + "' has a recipe already, in "
                        + earlier.getFileName());
            }
        }
        if (!problems.isEmpty()) {
            throw new RecipesException(problems);
        }
        return new Recipes(recipes);
    }

    private List<Path> files() {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .limit(MOST_FILES + 1)
                    .toList();
            if (files.isEmpty()) {
                problems.add(folder + ": the folder has no recipe (*.yaml)");
            }
            if (files.size() > MOST_FILES) {
                problems.add(folder + ": the folder has more than " + MOST_FILES + " recipes");
            }
            return files;
        } catch (IOException e) {
            problems.add(folder + ": the folder of recipes cannot be read (set BAKEHOUSE_RECIPES): " + reason(e));
            return List.of();
        }
    }

    /** The file's recipe, or null after its problems have been noted. */
    private Recipe recipe(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                problems.add(file + ": is larger than " + LARGEST_FILE / 1024 + " KiB");
                return null;
            }
            YamlSource source = YamlSource.parse(file, Files.readString(file));
            List<String> found = schema.problems(source);
            problems.addAll(found);
            JsonNode tree = source.tree();
            return found.isEmpty() ? read(file, tree) : null;
        } catch (RecipesException e) {
            problems.addAll(e.problems());
        } catch (MalformedInputException e) {
            problems.add(file + ": is not UTF-8");
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + reason(e));
        }
        return null;
    }

    private Recipe read(Path file, JsonNode tree) {
        try {
            return RecipeReader.read(tree, file.toAbsolutePath().getParent());
        } catch (RecipesException e) {
            e.problems().forEach(problem -> problems.add(file + ": " + problem));
            return null;
        }
    }

    private static String reason(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "it does not exist";
            case "NotDirectoryException" -> "it is no folder";
            case "AccessDeniedException" -> "permission denied";
            default -> e.getClass().getSimpleName();
        };
    }
}
