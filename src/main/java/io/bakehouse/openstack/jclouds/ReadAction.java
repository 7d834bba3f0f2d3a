package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how an action of Nova on a server ended. */
final class ReadAction {
    private ReadAction() {}

    /** Why it failed, as far as Nova tells a member of the project; empty when it did not fail or still runs. */
    static Optional<String> failure(JsonNode action) {
        List<String> words = new ArrayList<>();
        for (JsonNode event : action.path("events")) {
            if (event.path("result").asText().equals("Error")) {
                String details = event.path("details").asText("");
                words.add(event.path("event").asText() + (details.isEmpty() ? "" : ": " + details));
            }
        }
        String message = action.path("message").asText("");
        if (words.isEmpty() && message.isEmpty()) {
            return Optional.empty();
        }
        String where = words.isEmpty() ? "" : " in " + String.join(", ", words);
        return Optional.of(CloudWords.tidy(
                "Nova says '" + (message.isEmpty() ? "Error" : message) + "' of "
                        + action.path("action").asText() + where,
                Set.of()));
    }
}
