package io.bakehouse.infra.knative;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One service for the ingress, and one for each function, because functions are what scales. */
final class Services {
    /** Together with the concurrency of a row, what one function may ask of the cloud at a time. */
    private static final String MOST_PODS = "5";

    private static final String KEEPER_ADDRESS = "http://" + Names.KEEPER;

    private Services() {}

    static List<Service> of(FunctionTable table) {
        List<Service> services = new ArrayList<>();
        services.add(ingress(table));
        table.queued().forEach(row -> services.add(function(row)));
        return services;
    }

    /** Never none: Puppet and chats wait a second or three for an answer, and a start takes longer. */
    private static Service ingress(FunctionTable table) {
        List<FunctionRow> routes = table.rows().stream()
                .filter(row -> row.trigger().route() != null)
                .toList();
        // People read bakes and images here.
        FunctionRow reading = table.row("sweep");
        List<FunctionRow> rows = new ArrayList<>(routes);
        rows.add(reading);
        long atOnce = routes.stream().mapToLong(FunctionRow::concurrency).sum();
        return service(Names.INGRESS, "ingress", Map.of(), rows, Map.of(), "1", MOST_PODS, atOnce, 60);
    }

    private static Service function(FunctionRow row) {
        return service(
                Names.of(row.name()),
                "function",
                Map.of("networking.knative.dev/visibility", "cluster-local"),
                List.of(row),
                Map.of("BAKEHOUSE_KNATIVE_FUNCTIONS", row.name()),
                "0",
                row.concurrency() == 1 ? "1" : MOST_PODS,
                row.concurrency(),
                row.timeout().plus(Triggers.AROUND).toSeconds());
    }

    private static Service service(
            String name,
            String component,
            Map<String, String> labels,
            List<FunctionRow> rows,
            Map<String, String> variables,
            String fewest,
            String most,
            long atOnce,
            long seconds) {
        Map<String, String> all = new TreeMap<>(Names.labels(component));
        all.put(Names.PUBLISHES, "true");
        all.putAll(labels);
        Map<String, String> env = new TreeMap<>(variables);
        env.put("BAKEHOUSE_ENGINE", "knative");
        env.put("BAKEHOUSE_KNATIVE_KEEPER", KEEPER_ADDRESS);
        env.put("BAKEHOUSE_RECIPES", "/etc/bakehouse/recipes");
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(all)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Names.labels(component))
                .withAnnotations(new TreeMap<>(
                        Map.of("autoscaling.knative.dev/min-scale", fewest, "autoscaling.knative.dev/max-scale", most)))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withContainerConcurrency(atOnce)
                .withTimeoutSeconds(seconds)
                .withContainers(Pods.container(rows, env).build())
                .withVolumes(Pods.tmp(), Pods.recipes())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
