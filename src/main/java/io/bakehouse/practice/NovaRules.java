package io.bakehouse.practice;

import io.bakehouse.model.ServerSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Nova refuses about names, metadata and tags, in its words. Source: nova/api/validation/parameter_types.py. */
public final class NovaRules {
    private static final int LONGEST_TEXT = 255;
    private static final int MOST_METADATA = 128;
    private static final int LONGEST_TAG = 60;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_USER_DATA = 65535;
    private static final Pattern METADATA_KEY = Pattern.compile("[a-zA-Z0-9-_:. ]{1,255}");

    private NovaRules() {}

    /** The name of a server or of a snapshot. */
    public static void name(String name) {
        if (name.isEmpty()) {
            throw invalid("name", name, "'' is too short");
        }
        if (name.length() > LONGEST_TEXT) {
            throw invalid("name", name, "'" + name + "' is too long");
        }
        boolean printable = name.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        if (!printable || !name.strip().equals(name)) {
            throw new Refusal(
                    400,
                    "An invalid 'name' value was provided. The name must be: printable characters. "
                            + "Can not start or end with whitespace.");
        }
    }

    /** The form of metadata entries. */
    public static void metadata(Map<String, String> metadata) {
        metadata.forEach((key, value) -> {
            if (!METADATA_KEY.matcher(key).matches()) {
                throw invalid(
                        "metadata",
                        "{'" + key + "': '" + value + "'}",
                        "'" + key + "' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'");
            }
            if (value.length() > LONGEST_TEXT) {
                throw invalid(key, value, "'" + value + "' is too long");
            }
        });
    }

    /** The number of metadata entries that a server may have. */
    static void metadataCount(Map<String, String> metadata) {
        if (metadata.size() > MOST_METADATA) {
            throw new Refusal(403, "Maximum number of metadata items exceeds " + MOST_METADATA);
        }
    }

    static void spec(ServerSpec spec) {
        name(spec.name());
        metadata(spec.metadata());
        tags(spec.tags());
        if (spec.userData() != null && encodedLength(spec.userData()) > LONGEST_USER_DATA) {
            throw invalid("user_data", "(not shown)", "is too long");
        }
        metadataCount(spec.metadata());
    }

    /** Nova measures the Base64 that it is sent. */
    private static int encodedLength(String userData) {
        return (userData.getBytes(StandardCharsets.UTF_8).length + 2) / 3 * 4;
    }

    private static void tags(List<String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw invalid("tags", tags.toString(), tags + " is too long");
        }
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (tag.length() > LONGEST_TAG) {
                throw invalid(Integer.toString(i), tag, "'" + tag + "' is too long");
            }
            if (tag.contains("/") || tag.contains(",")) {
                throw invalid(Integer.toString(i), tag, "'" + tag + "' does not match '^[^,/]*$'");
            }
        }
    }

    /** A refusal in the words of Nova's JSON Schema validation. */
    public static Refusal invalid(String field, String value, String why) {
        return new Refusal(400, "Invalid input for field/attribute " + field + ". Value: " + value + ". " + why);
    }
}
