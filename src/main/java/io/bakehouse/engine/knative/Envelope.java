package io.bakehouse.engine.knative;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our events with the attributes by which they find one function. Triggers compare attributes for equality only, so every
 * event says whom it is for: {@link io.bakehouse.engine.Engine#ALL} those that wait for its type, or one function that
 * gets it again.
 */
public final class Envelope {
    /** Name of a function, or all. */
    public static final String TO = "bakehouseto";

    /** Deliveries that ended in a failure. */
    private static final String FAILURES = "bakehousefailures";

    /** How often it was redriven. */
    private static final String ROUND = "bakehouseround";

    /** What {@link io.bakehouse.engine.EventCodec} reads beside the attributes that every CloudEvent has. */
    private static final String NOT_BEFORE = "notbefore";

    private static final JsonFormat JSON = new JsonFormat();
    private static final int LARGEST_NUMBER = 1_000_000;

    private Envelope() {}

    /**
     * The event on its way to somebody.
     *
     * @param event as {@link io.bakehouse.engine.EventCodec} writes it
     * @param to name of a function, or all
     * @throws IllegalArgumentException when it is no CloudEvent
     */
    public static CloudEvent addressed(byte[] event, String to, int failures, int round) {
        CloudEventBuilder builder = CloudEventBuilder.v1(parsed(event)).withExtension(TO, to);
        if (failures > 0) {
            builder.withExtension(FAILURES, failures);
        }
        if (round > 0) {
            builder.withExtension(ROUND, round);
        }
        return builder.build();
    }

    private static CloudEvent parsed(byte[] event) {
        try {
            return JSON.deserialize(event);
        } catch (EventDeserializationException | CloudEventRWException | IllegalStateException e) {
            throw new IllegalArgumentException("it is no CloudEvent in JSON", e);
        }
    }

    /** In structured mode, as it is sent. */
    public static byte[] bytes(CloudEvent event) {
        return JSON.serialize(event);
    }

    /** Without what brokers and we have added: what {@link io.bakehouse.engine.EventCodec} reads, and is no longer. */
    public static byte[] plain(CloudEvent event) {
        CloudEventBuilder builder = CloudEventBuilder.v1(event);
        for (String name : event.getExtensionNames()) {
            if (!name.equals(NOT_BEFORE)) {
                builder.withoutExtension(name);
            }
        }
        return JSON.serialize(builder.build());
    }

    /**
     * The event of a request, in binary or structured mode.
     *
     * @return empty when it is none
     */
    public static Optional<CloudEvent> read(Map<String, List<String>> headers, byte[] body) {
        try {
            return Optional.of(HttpMessageFactory.createReader(
                            each -> headers.forEach((name, values) -> values.stream()
                                    .findFirst()
                                    .filter(value -> !value.isEmpty())
                                    .ifPresent(value -> each.accept(name, value))),
                            body)
                    .toEvent());
        } catch (EventDeserializationException
                | CloudEventRWException
                | IllegalStateException
                | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whom it is for; empty for an event that nobody of us has addressed. */
    public static Optional<String> to(CloudEvent event) {
        return text(event, TO);
    }

    /** Before when nobody should deliver it; what is no time is found out by whoever reads the event. */
    static Optional<Instant> notBefore(CloudEvent event) {
        try {
            return text(event, NOT_BEFORE).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static int failures(CloudEvent event) {
        return number(event, FAILURES);
    }

    public static int round(CloudEvent event) {
        return number(event, ROUND);
    }

    /** An attribute beyond those that every CloudEvent has. */
    public static Optional<String> text(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name)).map(Object::toString);
    }

    private static int number(CloudEvent event, String name) {
        return text(event, name)
                .filter(digits -> digits.matches("[0-9]{1,7}"))
                .map(Integer::parseInt)
                .filter(number -> number <= LARGEST_NUMBER)
                .orElse(0);
    }
}
