package io.bakehouse.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.platform.ChatReplies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A chat that remembers what it was told. */
final class RecordingReplies implements ChatReplies {
    final List<Reply> all = new ArrayList<>();

    @Override
    public boolean send(Reply reply) {
        return all.add(reply);
    }

    JsonNode json(int number) {
        try {
            return new ObjectMapper().readTree(all.get(number).json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode last() {
        return json(all.size() - 1);
    }

    /** What the message said, post by post. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            texts.add(json(i).path("text").asText());
        }
        return texts;
    }

    /** The command that the button of that label in the last message gives. */
    String button(String label) {
        for (JsonNode element : last().at("/blocks/1/elements")) {
            if (element.at("/text/text").asText().equals(label)) {
                return element.path("value").asText();
            }
        }
        throw new AssertionError("no button '" + label + "' in " + last());
    }
}
