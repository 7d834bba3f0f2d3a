package io.bakehouse.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads JSON from strangers. */
public final class JsonBody {
    private static final int DEEPEST = 64;
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Set<String> TRUE = Set.of("true", "yes", "1");
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonBody() {}

    /**
     * The whole body as one JSON value.
     *
     * @throws MalformedException when it is not JSON, or nested deeper than 64
     */
    public static JsonNode read(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree.isMissingNode()) {
                throw new MalformedException("the body is empty, and JSON was expected");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new MalformedException("the body is not readable as JSON" + place(e.getLocation()));
        } catch (IOException e) {
            throw new MalformedException("the body is not readable as JSON: it is not text");
        }
    }

    /**
     * The whole body as one JSON object.
     *
     * @param what it should be, for the words of a refusal
     * @throws MalformedException when it is something else
     */
    static JsonNode object(byte[] body, String what) {
        JsonNode tree = read(body);
        if (!tree.isObject()) {
            throw new MalformedException("the JSON is no " + what + ": it is no object");
        }
        return tree;
    }

    /** The number of something, as a number or as text, because templates make text of numbers; else null. */
    static Integer count(JsonNode node, String member) {
        String text = text(node, member);
        return text != null && COUNT.matcher(text.strip()).matches() ? Integer.valueOf(text.strip()) : null;
    }

    /** Whether the member says yes, as a boolean or as text in any tool's spelling. */
    static boolean isTrue(JsonNode node, String member) {
        String text = text(node, member);
        return text != null && TRUE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The member's text; numbers and booleans as they are written, null when it is missing or null. */
    public static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** Whether it begins like a JSON object or array, whatever its media type says. */
    public static boolean looksLike(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private static String place(JsonLocation at) {
        return at == null ? "" : ": see line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
