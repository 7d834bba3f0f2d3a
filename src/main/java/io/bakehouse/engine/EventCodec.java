package io.bakehouse.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Events as structured CloudEvents 1.0 in JSON, the form in which every queue carries them. The reader ignores what it
 * does not know, so that versions can pass each other in a queue.
 */
public final class EventCodec {
    /** The largest event on any queue: what CloudEvents asks every intermediary to forward. */
    public static final int LARGEST = 64 * 1024;

    /** The media type of the form. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** Most events have fewer bytes. */
    private static final int USUAL = 1024;

    private static final String SOURCE = "/bakehouse";

    /** Our own attribute: the time before which nobody should deliver the event. */
    private static final String NOT_BEFORE = "notbefore";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addHandler(new UnknownConstants())
            .build();

    /** Found once: to look for how a type is read takes as long as to read it. */
    private static final Map<EventType, ObjectReader> READERS = Arrays.stream(EventType.values())
            .collect(Collectors.toMap(
                    type -> type,
                    type -> JSON.readerFor(type.data()),
                    (one, other) -> one,
                    () -> new EnumMap<>(EventType.class)));

    private EventCodec() {}

    /**
     * The event in bytes of UTF-8.
     *
     * @param time when it was published
     * @throws EventTooLargeException above {@link #LARGEST}
     */
    public static byte[] write(Event event, Instant time) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", event.id());
            json.writeStringField("source", SOURCE);
            json.writeStringField("type", event.type().wire());
            json.writeStringField("subject", event.data().subject());
            json.writeStringField("time", time.toString());
            json.writeStringField("datacontenttype", "application/json");
            if (event.notBefore() != null) {
                json.writeStringField(NOT_BEFORE, event.notBefore().toString());
            }
            json.writePOJOField("data", event.data());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("an event can be written as JSON", e);
        }
        if (out.size() > LARGEST) {
            throw new EventTooLargeException(event, out.size());
        }
        return out.toByteArray();
    }

    /**
     * The event in those bytes.
     *
     * @throws UnreadableEventException when they are no event, or one of a type that this version does not know
     */
    public static Event read(byte[] bytes) {
        JsonNode json = parse(bytes);
        String id = text(json, "id");
        String wire = text(json, "type");
        if (id == null || wire == null) {
            throw new UnreadableEventException(id, wire, "it has no 'id' or no 'type'", null);
        }
        EventType type = type(id, wire);
        try {
            EventData data = READERS.get(type).readValue(json.path("data"));
            String notBefore = text(json, NOT_BEFORE);
            return new Event(type, id, notBefore == null ? null : Instant.parse(notBefore), data);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(id, wire, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UnreadableEventException(id, wire, e.getMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEventException(id, wire, e.getMessage(), e);
        }
    }

    private static EventType type(String id, String wire) {
        try {
            return EventType.ofWire(wire);
        } catch (IllegalArgumentException e) {
            throw UnreadableEventException.ofUnknownType(id, wire, e);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new UnreadableEventException(null, null, "it has more than " + LARGEST + " bytes", null);
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json == null || !json.isObject()) {
                throw new UnreadableEventException(null, null, "it is no JSON object", null);
            }
            return json;
        } catch (IOException e) {
            throw new UnreadableEventException(null, null, "it is no JSON", e);
        }
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    /** A constant that a newer version added is read as UNKNOWN, where the enum has one. */
    private static final class UnknownConstants extends DeserializationProblemHandler {
        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String failure) {
            return Arrays.stream(target.isEnum() ? target.getEnumConstants() : new Object[0])
                    .filter(constant -> constant.toString().equals("UNKNOWN"))
                    .findFirst()
                    .orElse(NOT_HANDLED);
        }
    }
}
