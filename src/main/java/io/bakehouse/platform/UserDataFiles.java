package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.UserData;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** User data of one recipe, in the recipe itself or in files beside it; notes what is wrong with them. */
final class UserDataFiles {
    /** Nova takes 65,535 bytes of Base64. Source: Compute API reference, "Create Server", {@code user_data}. */
    private static final int LARGEST = 49_149;

    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();

    UserDataFiles(Path folder) {
        this.folder = folder;
    }

    /** The user data of a section, empty when it has none. */
    Optional<String> of(JsonNode section) {
        Optional<String> inline = RecipeValues.text(section.path("user_data"));
        Optional<String> name = RecipeValues.text(section.path("user_data_file"));
        if (inline.isPresent() && name.isPresent()) {
            problems.add("user_data and user_data_file exclude each other");
        }
        Optional<String> text = inline.or(() -> name.flatMap(this::read));
        text.map(UserData::unknown)
                .filter(unknown -> !unknown.isEmpty())
                .ifPresent(unknown -> problems.add("the user data has the unknown placeholders " + unknown
                        + ": there are " + UserData.BAKE + ", " + UserData.FAMILY + " and " + UserData.CALLBACK_URL));
        return text;
    }

    private Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.size(file) > LARGEST) {
                problems.add("the user data in " + file + " is larger than " + LARGEST + " bytes");
                return Optional.empty();
            }
            String content = Files.readString(file);
            contents.add(content);
            return Optional.of(content);
        } catch (MalformedInputException e) {
            problems.add("the user data in " + file + " is not UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            problems.add("the user data in " + file + " cannot be read: "
                    + (Files.exists(file) ? e.getClass().getSimpleName() : "it does not exist"));
            return Optional.empty();
        }
    }

    /** What was wrong. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** All that was read from files, because a change of it makes another recipe. */
    List<String> contents() {
        return List.copyOf(contents);
    }
}
