package io.bakehouse.infra.knative;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Schedule;
import io.bakehouse.engine.knative.Envelope;
import io.fabric8.knative.duck.v1.Destination;
import io.fabric8.knative.duck.v1.DestinationBuilder;
import io.fabric8.knative.eventing.v1.BrokerBuilder;
import io.fabric8.knative.sources.v1.PingSource;
import io.fabric8.knative.sources.v1.PingSourceBuilder;
import io.fabric8.knative.sources.v1.SinkBinding;
import io.fabric8.knative.sources.v1.SinkBindingBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The broker, who is told where it is, and what pings it by the clock. */
final class Events {
    private static final long MINUTES_OF_AN_HOUR = 60;

    private Events() {}

    static List<HasMetadata> broker() {
        return List.of(
                new BrokerBuilder()
                        .withNewMetadata()
                        .withName(Names.BROKER)
                        .withLabels(Names.labels("broker"))
                        .endMetadata()
                        .build(),
                binding(Names.of("services"), Names.SERVING, "Service"),
                binding(Names.KEEPER, "apps/v1", "StatefulSet"));
    }

    private static SinkBinding binding(String name, String version, String kind) {
        SinkBindingBuilder binding = new SinkBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Names.labels("broker"))
                .endMetadata();
        boolean one = kind.equals("StatefulSet");
        return binding.withNewSpec()
                .withNewSubject()
                .withApiVersion(version)
                .withKind(kind)
                .withName(one ? name : null)
                .withSelector(
                        one
                                ? null
                                : new LabelSelectorBuilder()
                                        .withMatchLabels(Map.of(Names.PUBLISHES, "true"))
                                        .build())
                .endSubject()
                .withSink(toBroker())
                .endSpec()
                .build();
    }

    /** Through the broker, whose Trigger delivers it again and again; a ping to the service itself comes once. */
    static List<PingSource> pings(FunctionTable table) {
        return table.scheduled().stream().map(Events::ping).toList();
    }

    private static PingSource ping(FunctionRow row) {
        return new PingSourceBuilder()
                .withNewMetadata()
                .withName(Names.of(row.name()))
                .withLabels(Names.labels("schedule"))
                .endMetadata()
                .withNewSpec()
                .withSchedule(cron(row.trigger().schedule()))
                .withTimezone("Etc/UTC")
                .withContentType("application/json")
                .withData("{}")
                .withSink(toBroker())
                .withNewCeOverrides()
                .withExtensions(Map.of(Envelope.TO, row.name()))
                .endCeOverrides()
                .endSpec()
                .build();
    }

    /** Minutes are all that a PingSource knows. */
    static String cron(Schedule schedule) {
        Duration every = schedule.every();
        if (every != null && every.equals(Duration.ofMinutes(MINUTES_OF_AN_HOUR))) {
            return "0 * * * *";
        }
        boolean fits = every != null
                && every.toSecondsPart() == 0
                && every.toMinutes() > 0
                && MINUTES_OF_AN_HOUR % every.toMinutes() == 0;
        if (!fits) {
            throw new IllegalArgumentException("no PingSource fires by " + schedule);
        }
        return "*/" + every.toMinutes() + " * * * *";
    }

    private static Destination toBroker() {
        return new DestinationBuilder()
                .withNewRef()
                .withApiVersion(Names.EVENTING)
                .withKind("Broker")
                .withName(Names.BROKER)
                .endRef()
                .build();
    }
}
