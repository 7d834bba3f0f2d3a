package io.bakehouse.infra.knative;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;

/** The keeper: one pod with a disk, which is always there, because time passes also while nothing happens. */
final class KeeperFiles {
    private static final String DATA = "/var/lib/bakehouse";
    private static final int START_SECONDS = 120;
    private static final int PROBE_SECONDS = 5;

    private KeeperFiles() {}

    static List<HasMetadata> all() {
        return List.of(
                new ServiceBuilder()
                        .withNewMetadata()
                        .withName(Names.KEEPER)
                        .withLabels(Names.labels("keeper"))
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Names.labels("keeper"))
                        .addNewPort()
                        .withName("http")
                        .withPort(80)
                        .withNewTargetPort(Pods.PORT)
                        .endPort()
                        .endSpec()
                        .build(),
                statefulSet());
    }

    private static StatefulSet statefulSet() {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(Names.KEEPER)
                .withLabels(Names.labels("keeper"))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(Names.KEEPER)
                .withNewSelector()
                .withMatchLabels(Names.labels("keeper"))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Names.labels("keeper"))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(Pods.STOP_SECONDS)
                .withNewSecurityContext()
                .withFsGroup(Pods.USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .endSecurityContext()
                .withContainers(Pods.container(List.of(), Map.of("BAKEHOUSE_ENGINE", "keeper", "BAKEHOUSE_DATA", DATA))
                        .withStartupProbe(new ProbeBuilder(Pods.probe("/q/health/ready"))
                                .withFailureThreshold(START_SECONDS / PROBE_SECONDS)
                                .build())
                        .addNewVolumeMount()
                        .withName("data")
                        .withMountPath(DATA)
                        .endVolumeMount()
                        .build())
                .withVolumes(Pods.tmp())
                .endSpec()
                .endTemplate()
                .withVolumeClaimTemplates(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .withRequests(Map.of("storage", new Quantity("2Gi")))
                        .endResources()
                        .endSpec()
                        .build())
                .endSpec()
                .build();
    }
}
