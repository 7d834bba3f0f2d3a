package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Versions can pass each other in a queue. The folder {@code events} holds one event of each type as each version that
 * changed any wrote it; they are never edited. With {@code -Dbakehouse.events.write=<version>} the test writes those of
 * types that have none.
 */
class EventVersionsTest {
    private static final Path EVENTS = Path.of("src/test/resources/events");
    private static final Instant PUBLISHED = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> written() throws IOException {
        try (Stream<Path> files = Files.walk(EVENTS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyTypeHasBeenWrittenDown() throws IOException {
        String version = System.getProperty("bakehouse.events.write");
        for (EventType type : EventType.values()) {
            if (version != null && !isWritten(type)) {
                Path file = EVENTS.resolve(version).resolve(type.wire() + ".json");
                Files.createDirectories(file.getParent());
                byte[] bytes = EventCodec.write(EventSamples.of(type), PUBLISHED);
                Files.writeString(file, JSON.readTree(bytes).toPrettyString() + "\n");
            }
        }
        assertThat(Arrays.stream(EventType.values()).filter(type -> !isWritten(type)))
                .as("write them down: ./mvnw test -Dtest=EventVersionsTest -Dbakehouse.events.write=<version>")
                .isEmpty();
    }

    private static boolean isWritten(EventType type) {
        try {
            return written().stream().anyMatch(file -> file.endsWith(type.wire() + ".json"));
        } catch (IOException e) {
            return false;
        }
    }

    /** No field was renamed, retyped or dropped, and none that was added is required. */
    @ParameterizedTest
    @MethodSource("written")
    void whatAnOlderVersionWroteIsReadWhole(Path file) throws IOException {
        JsonNode old = JSON.readTree(file.toFile());

        JsonNode now = JSON.readTree(EventCodec.write(read(old), PUBLISHED));

        assertKept("", old, now);
    }

    private static void assertKept(String path, JsonNode old, JsonNode now) {
        if (!old.isObject()) {
            assertThat(now).as(path).isEqualTo(old);
            return;
        }
        old.properties().forEach(field -> {
            assertThat(now.has(field.getKey()))
                    .as("%s/%s is gone", path, field.getKey())
                    .isTrue();
            assertKept(path + "/" + field.getKey(), field.getValue(), now.get(field.getKey()));
        });
    }

    /** A newer version may add attributes, and fields at any depth. */
    @ParameterizedTest
    @MethodSource("written")
    void whatANewerVersionAddsIsNoHindrance(Path file) throws IOException {
        JsonNode old = JSON.readTree(file.toFile());
        JsonNode newer = old.deepCopy();
        add(newer);

        assertThat(read(newer)).isEqualTo(read(old));
    }

    private static void add(JsonNode json) {
        json.forEach(EventVersionsTest::add);
        if (json instanceof ObjectNode object) {
            object.putObject("addedlater").putArray("several").add(1).addNull();
        }
    }

    private static Event read(JsonNode json) throws IOException {
        return EventCodec.read(JSON.writeValueAsBytes(json));
    }
}
