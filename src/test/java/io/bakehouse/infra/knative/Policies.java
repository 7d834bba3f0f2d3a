package io.bakehouse.infra.knative;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who reaches which pods. Brokers cannot show our token, so nobody else may come where they deliver. */
final class Policies {
    private static final List<String> EVENTING = List.of("knative-eventing");

    /** Where the activator and the usual gateways of Knative Serving run. */
    private static final List<String> SERVING =
            List.of("knative-serving", "kourier-system", "istio-system", "contour-internal");

    /** The proxy beside each container of Knative Serving takes requests there. */
    private static final List<Integer> PROXY = List.of(8012, 8013, 8022, 8112, 9090, 9091);

    private Policies() {}

    static List<NetworkPolicy> all() {
        NetworkPolicyPeer ours = new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(Map.of(Names.PART_OF, "bakehouse"))
                .endPodSelector()
                .build();
        return List.of(
                policy("keeper", List.of(ours, namespaces(EVENTING)), List.of(Pods.PORT)),
                policy("function", List.of(namespaces(SERVING)), PROXY));
    }

    private static NetworkPolicy policy(String component, List<NetworkPolicyPeer> from, List<Integer> ports) {
        List<NetworkPolicyPort> open = new ArrayList<>();
        ports.forEach(port -> open.add(new NetworkPolicyPortBuilder()
                .withPort(new IntOrString(port))
                .withProtocol("TCP")
                .build()));
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(Names.of(component))
                .withLabels(Names.labels(component))
                .endMetadata()
                .withNewSpec()
                .withPodSelector(labelled(component))
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withFrom(from)
                .withPorts(open)
                .endIngress()
                .endSpec()
                .build();
    }

    private static LabelSelector labelled(String component) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Names.labels(component))
                .build();
    }

    private static NetworkPolicyPeer namespaces(List<String> names) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addNewMatchExpression()
                .withKey("kubernetes.io/metadata.name")
                .withOperator("In")
                .withValues(names)
                .endMatchExpression()
                .endNamespaceSelector()
                .build();
    }
}
