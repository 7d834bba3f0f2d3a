package io.bakehouse.engine.knative;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.UnreadableEventException;
import io.bakehouse.fuzz.RawRequest;
import io.bakehouse.fuzz.Seeds;
import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Deliveries of a broker, in binary and structured mode, and what functions leave with the keeper. */
final class EnvelopeTargets implements Targets {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final FunctionTable table = FunctionTable.packaged();

    @Override
    public Stream<Target> all() {
        return Stream.of(
                new Target("event/delivery", deliveries(), Set.of(UnreadableEventException.class), this::deliver),
                new Target(
                        "event/kept",
                        Target.texts(
                                "{\"to\":\"all\",\"id\":\"a\",\"body\":\"{}\",\"failures\":1,\"round\":0,\"notBefore\":\"2026-11-23T12:00:00Z\"}",
                                "{\"to\":\"notify\",\"id\":\"a\",\"body\":\"{}\",\"failures\":1,\"round\":0,\"reason\":\"why\"}"),
                        // What the keeper answers 400.
                        Set.of(java.io.IOException.class, IllegalArgumentException.class),
                        input -> KeptEvent.JSON.readValue(input, KeptEvent.class)));
    }

    private static List<byte[]> deliveries() {
        List<byte[]> seeds = new ArrayList<>(Seeds.requests(Stream.of("knative", "cloudevents")));
        Seeds.resources("events").stream().limit(10).forEach(event -> {
            CloudEvent addressed = Envelope.addressed(event, "notify", 2, 1);
            seeds.add(("POST /functions/notify HTTP/1.1\r\nContent-Type: application/cloudevents+json\r\n\r\n"
                            + new String(Envelope.bytes(addressed), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
        });
        return seeds;
    }

    private void deliver(byte[] input) {
        RawRequest request = RawRequest.of(input);
        Optional<CloudEvent> read = Envelope.read(request.headers(), request.body());
        if (read.isEmpty()) {
            return;
        }
        CloudEvent event = read.get();
        Envelope.to(event);
        Envelope.failures(event);
        Envelope.round(event);
        Envelope.notBefore(event);
        Ping.read(table.row("sweep"), event, NOW);
        EventCodec.read(Envelope.plain(event));
    }
}
