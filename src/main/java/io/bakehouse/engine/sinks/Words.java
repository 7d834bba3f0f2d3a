package io.bakehouse.engine.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.engine.sinks.SinkMessage.Post;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import java.util.Map;

/** An ending in one line for people. */
record Words(String family, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPES = "io.bakehouse.";
    private static final int LONGEST = 2_000;

    static Words of(Event event) {
        Ending ending = (Ending) event.data();
        String family = ending.family() == null ? "bakehouse" : ending.family();
        String what = event.type().wire().substring(TYPES.length()).replace('.', ' ');
        String which = ending.bake() != null
                ? " (bake " + ending.bake() + ")"
                : ending.batch() != null ? " (" + ending.batch() + ")" : "";
        String line =
                (what + which + ": " + ending.words()).replaceAll("\\s+", " ").strip();
        String text = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
        return new Words(family, text);
    }

    /** The bake that a person is asked about, or null. */
    static String asked(Event event) {
        return event.type() == EventType.APPROVAL_REQUESTED ? ((Ending) event.data()).bake() : null;
    }

    static Post post(JsonNode body) {
        try {
            return new Post(JSON.writeValueAsBytes(body), Map.of("Content-Type", "application/json; charset=utf-8"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }
}
