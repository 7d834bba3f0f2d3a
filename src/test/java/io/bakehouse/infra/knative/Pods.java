package io.bakehouse.infra.knative;

import io.bakehouse.engine.FunctionRow;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all pods have in common: the one program, told by variables what it is there for. */
final class Pods {
    static final int PORT = 8080;
    static final long USER = 10001;
    static final long STOP_SECONDS = 40;

    /** Which Secret of the cluster holds a secret of the table. */
    private static final Map<String, String> SECRETS = Map.of(
            "cloud", "bakehouse-cloud",
            "bakehouse.senders", "bakehouse-senders",
            "bakehouse.sinks", "bakehouse-sinks",
            "bakehouse.notify.url", "bakehouse-sinks",
            "bakehouse.notifications.url", "bakehouse-notifications");

    /** It is in a Secret of its own, because the keeper needs it and nothing else. */
    private static final String TOKEN = "bakehouse.token";

    private Pods() {}

    /** The container of a process that works for those rows; none for the keeper. */
    static ContainerBuilder container(List<FunctionRow> rows, Map<String, String> more) {
        boolean cloud = rows.stream().anyMatch(row -> row.secrets().contains("cloud"));
        Map<String, String> variables = new TreeMap<>(more);
        variables.put("BAKEHOUSE_CLOUD", cloud ? "openstack" : "practice");
        variables.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        variables.put("QUARKUS_SHUTDOWN_TIMEOUT", (STOP_SECONDS - 10) + "s");
        List<EnvVar> env = new ArrayList<>();
        variables.forEach((name, value) -> env.add(new EnvVar(name, value, null)));
        env.add(token());
        ContainerBuilder container = new ContainerBuilder()
                .withName("bakehouse")
                .withImage(Names.IMAGE)
                .withEnv(env)
                .withEnvFrom(sources(rows))
                .addNewPort()
                .withContainerPort(PORT)
                .endPort()
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("384Mi")))
                .withLimits(Map.of("cpu", new Quantity("1"), "memory", new Quantity("512Mi")))
                .endResources()
                .withSecurityContext(security())
                .withReadinessProbe(probe("/q/health/ready"))
                .withLivenessProbe(probe("/q/health/live"))
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount();
        return rows.isEmpty()
                ? container
                : container
                        .addNewVolumeMount()
                        .withName("recipes")
                        .withMountPath("/etc/bakehouse/recipes")
                        .withReadOnly(true)
                        .endVolumeMount();
    }

    static Volume tmp() {
        return new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("64Mi"))
                .endEmptyDir()
                .build();
    }

    static Volume recipes() {
        return new VolumeBuilder()
                .withName("recipes")
                .withNewConfigMap()
                .withName("bakehouse-recipes")
                .endConfigMap()
                .build();
    }

    private static EnvVar token() {
        return new EnvVarBuilder()
                .withName("BAKEHOUSE_TOKEN")
                .withNewValueFrom()
                .withNewSecretKeyRef("token", "bakehouse-token", false)
                .endValueFrom()
                .build();
    }

    /** Settings without secrets for all, and of the secrets only those that the rows name. */
    private static List<EnvFromSource> sources(List<FunctionRow> rows) {
        List<EnvFromSource> sources = new ArrayList<>();
        sources.add(new EnvFromSourceBuilder()
                .withNewConfigMapRef("bakehouse-settings", true)
                .build());
        rows.stream()
                .flatMap(row -> row.secrets().stream())
                .filter(secret -> !secret.equals(TOKEN))
                .map(Pods::secret)
                .distinct()
                .sorted()
                .forEach(name -> sources.add(new EnvFromSourceBuilder()
                        .withNewSecretRef(name, !name.equals(SECRETS.get("cloud")))
                        .build()));
        return sources;
    }

    private static String secret(String setting) {
        String name = SECRETS.get(setting);
        if (name == null) {
            throw new IllegalStateException("no Secret is named for '" + setting + "' of functions.yaml");
        }
        return name;
    }

    private static SecurityContext security() {
        return new SecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withReadOnlyRootFilesystem(true)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    static Probe probe(String path) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort(PORT)
                .endHttpGet()
                .withPeriodSeconds(5)
                .withTimeoutSeconds(3)
                .build();
    }
}
