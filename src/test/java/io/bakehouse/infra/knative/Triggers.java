package io.bakehouse.infra.knative;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.knative.Envelope;
import io.bakehouse.model.EventType;
import io.fabric8.knative.duck.v1.DeliverySpec;
import io.fabric8.knative.duck.v1.DeliverySpecBuilder;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.eventing.v1.TriggerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Trigger for each type of event that a function waits for, because the filter of a Trigger compares for equality
 * only; and one for what comes again to this function alone.
 */
public final class Triggers {
    /** With pauses of 1, 2, 4 … seconds somewhat more than an hour: as long as somebody needs to mend a keeper. */
    private static final int RETRIES = 12;

    private static final String FIRST_PAUSE = "PT1S";

    /** What a delivery may take beyond the function's own time: waiting for a place, and publishing. */
    static final Duration AROUND = Duration.ofSeconds(60);

    private static final String PREFIX = "io.bakehouse.";

    private Triggers() {}

    /** All of the table. */
    public static List<Trigger> of(FunctionTable table) {
        List<Trigger> triggers = new ArrayList<>();
        for (FunctionRow row : table.queued()) {
            for (EventType type : row.trigger().events()) {
                String name = row.name() + "-"
                        + type.wire().substring(PREFIX.length()).replace('.', '-');
                triggers.add(trigger(row, name, Map.of(Envelope.TO, Engine.ALL, "type", type.wire())));
            }
            triggers.add(trigger(row, row.name(), Map.of(Envelope.TO, row.name())));
        }
        return triggers;
    }

    private static Trigger trigger(FunctionRow row, String name, Map<String, String> attributes) {
        return new TriggerBuilder()
                .withNewMetadata()
                .withName(Names.of(name))
                .withLabels(Names.labels("function"))
                .endMetadata()
                .withNewSpec()
                .withBroker(Names.BROKER)
                .withNewFilter()
                .withAttributes(new TreeMap<>(attributes))
                .endFilter()
                .withNewSubscriber()
                .withNewRef()
                .withApiVersion(Names.SERVING)
                .withKind("Service")
                .withName(Names.of(row.name()))
                .endRef()
                .withUri("/functions/" + row.name())
                .endSubscriber()
                .withDelivery(delivery(row))
                .endSpec()
                .build();
    }

    private static DeliverySpec delivery(FunctionRow row) {
        return new DeliverySpecBuilder()
                .withRetry(RETRIES)
                .withBackoffPolicy("exponential")
                .withBackoffDelay(FIRST_PAUSE)
                .withTimeout(row.timeout().plus(AROUND).toString())
                .withNewDeadLetterSink()
                .withNewRef()
                .withApiVersion("v1")
                .withKind("Service")
                .withName(Names.KEEPER)
                .endRef()
                .withUri("/keeper/undelivered/" + row.name())
                .endDeadLetterSink()
                .build();
    }
}
