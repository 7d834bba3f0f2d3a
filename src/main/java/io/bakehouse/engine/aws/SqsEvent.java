package io.bakehouse.engine.aws;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What Lambda hands over when messages have come on a queue; what else it tells is not needed.
 *
 * @param records the messages, all of one queue
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SqsEvent(@JsonProperty("Records") List<Message> records) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public SqsEvent {
        records = records == null ? List.of() : List.copyOf(records);
    }

    /**
     * Reads what Lambda writes.
     *
     * @throws IllegalArgumentException when it is nothing that came on a queue
     */
    static SqsEvent read(JsonNode json) {
        if (!json.path("Records").isArray()) {
            throw new IllegalArgumentException("this function takes what comes on a queue, and this is something else");
        }
        return JSON.convertValue(json, SqsEvent.class);
    }

    /**
     * One message.
     *
     * @param attributes what SQS tells of it, {@code ApproximateReceiveCount} among them
     * @param messageAttributes what the sender told of it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Message(
            String messageId,
            String receiptHandle,
            String body,
            Map<String, String> attributes,
            Map<String, Attribute> messageAttributes,
            @JsonProperty("eventSourceARN") String eventSourceArn) {
        private static final String RECEIVED = "ApproximateReceiveCount";

        public Message {
            attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
            messageAttributes = messageAttributes == null ? Map.of() : Map.copyOf(messageAttributes);
        }

        /** How often it has been received, this time included. */
        int received() {
            try {
                return Math.max(1, Integer.parseInt(attributes.getOrDefault(RECEIVED, "1")));
            } catch (NumberFormatException e) {
                return 1;
            }
        }

        Letter letter() {
            return Letter.read(body == null ? "" : body, name -> {
                Attribute attribute = messageAttributes.get(name);
                return attribute == null ? null : attribute.stringValue();
            });
        }
    }

    /** An attribute in text; others are none of ours. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Attribute(String stringValue) {}
}
