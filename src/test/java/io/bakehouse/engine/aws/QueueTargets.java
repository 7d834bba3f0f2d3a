package io.bakehouse.engine.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.UnreadableEventException;
import io.bakehouse.fuzz.Seeds;
import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/** What Lambda hands over, and messages that lie on a queue, whoever put them there. */
final class QueueTargets implements Targets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final FunctionTable table = FunctionTable.packaged();

    @Override
    public Stream<Target> all() {
        return Stream.of(
                new Target(
                        "event/lambda",
                        Seeds.resources("fixtures/aws"),
                        Set.of(IllegalArgumentException.class),
                        this::event),
                new Target(
                        "event/schedule",
                        Seeds.resources("fixtures/aws"),
                        Set.of(UnreadableEventException.class),
                        this::schedule));
    }

    private void event(byte[] input) {
        JsonNode json;
        try {
            json = JSON.readTree(input);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Lambda itself takes JSON only");
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("Lambda itself takes text only");
        }
        for (SqsEvent.Message message : SqsEvent.read(json).records()) {
            Letter letter = message.letter();
            letter.delaySeconds(NOW);
            letter.failed(message.received() + letter.failures()).attributes();
        }
    }

    private void schedule(byte[] input) {
        String text = ScheduledEvent.read(table.row("sweep"), Target.text(input));
        EventCodec.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
