package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares recipes with {@code recipe.schema.json}, and words what does not fit. */
final class RecipeSchema {
    private final JsonSchema schema;

    RecipeSchema() {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .errorMessageKeyword("errorMessage")
                .locale(Locale.ENGLISH)
                .build();
        try (InputStream in = RecipeSchema.class.getResourceAsStream("/recipe.schema.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line per problem, with file, line and column, in the order of the file. */
    List<String> problems(YamlSource source) {
        return schema.validate(source.tree()).stream()
                .map(message -> words(source, message))
                .distinct()
                .toList();
    }

    private String words(YamlSource source, ValidationMessage message) {
        List<String> path = path(message.getInstanceLocation());
        String where = path.isEmpty() ? "" : String.join(".", path) + ": ";
        return switch (message.getType()) {
            case "additionalProperties" -> {
                List<String> key = new ArrayList<>(path);
                key.add(message.getProperty());
                yield source.place(key) + ": unknown key '" + String.join(".", key) + "'"
                        + suggestion(message.getProperty(), allowed(message));
            }
            case "required" -> source.place(path) + ": " + where + "the key '" + message.getProperty() + "' is missing";
            case "enum" ->
                source.place(path) + ": " + where + "'"
                        + message.getInstanceNode().asText() + "' is none of "
                        + choices(message.getSchemaNode())
                        + suggestion(message.getInstanceNode().asText(), choices(message.getSchemaNode()));
            default -> source.place(path) + ": " + where + shown(message) + message.getError();
        };
    }

    /** The value itself, where it is short enough to help. */
    private static String shown(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        boolean helps = message.getType().equals("pattern")
                && value != null
                && value.isValueNode()
                && value.asText().length() <= 60;
        return helps ? "'" + value.asText() + "' " : "";
    }

    private static String suggestion(String written, List<String> known) {
        return NearestName.of(written, known)
                .map(near -> ": did you mean '" + near + "'?")
                .orElse(known.isEmpty() ? "" : ": there are " + String.join(", ", known));
    }

    /** The keys that may stand beside the unknown one: what the schema above the broken rule declares. */
    private List<String> allowed(ValidationMessage message) {
        JsonNode parent = schema.getSchemaNode()
                .at(message.getSchemaLocation().getFragment().getParent().toString());
        List<String> names = new ArrayList<>();
        parent.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> choices(JsonNode values) {
        List<String> names = new ArrayList<>();
        values.forEach(value -> names.add(value.asText()));
        return names;
    }

    private static List<String> path(JsonNodePath location) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(String.valueOf(location.getElement(i)));
        }
        return path;
    }
}
