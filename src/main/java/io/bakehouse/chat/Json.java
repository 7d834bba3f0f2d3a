package io.bakehouse.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bakehouse.webhook.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON of strangers, and for them. */
final class Json {
    private static final int DEEPEST = 50;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private Json() {}

    static JsonNode read(byte[] bytes) {
        try {
            JsonNode read = MAPPER.readTree(bytes);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            // Said below: the parser's words quote the body.
        }
        throw new MalformedException("the body is no JSON object");
    }

    static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can be written as JSON", e);
        }
    }

    static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText("");
    }
}
