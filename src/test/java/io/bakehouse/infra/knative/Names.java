package io.bakehouse.infra.knative;

import java.util.Map;
import java.util.TreeMap;

/** What things are called in the cluster. */
final class Names {
    static final String BROKER = "bakehouse";
    static final String INGRESS = of("ingress");
    static final String KEEPER = of("keeper");
    static final String IMAGE = "bakehouse";
    static final String SERVING = "serving.knative.dev/v1";
    static final String EVENTING = "eventing.knative.dev/v1";
    static final String COMPONENT = "app.kubernetes.io/component";
    static final String PART_OF = "app.kubernetes.io/part-of";

    /** Marks what has to know where the broker is. */
    static final String PUBLISHES = "bakehouse.io/publishes";

    private Names() {}

    static String of(String part) {
        return "bakehouse-" + part;
    }

    static Map<String, String> labels(String component) {
        return new TreeMap<>(Map.of(COMPONENT, component, PART_OF, "bakehouse"));
    }
}
