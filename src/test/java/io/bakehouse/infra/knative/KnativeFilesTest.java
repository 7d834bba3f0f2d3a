package io.bakehouse.infra.knative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.infra.Generated;
import io.fabric8.knative.eventing.v1.Broker;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.sources.v1.PingSource;
import io.fabric8.knative.sources.v1.SinkBinding;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files for a cluster follow from the table, are what the cluster's models know, and grant nothing more. */
public class KnativeFilesTest {
    private static final Path FOLDER = Path.of("infra/knative");
    private static final FunctionTable TABLE = FunctionTable.packaged();
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "eventing.knative.dev/v1 Broker", Broker.class,
            "eventing.knative.dev/v1 Trigger", Trigger.class,
            "serving.knative.dev/v1 Service", Service.class,
            "sources.knative.dev/v1 PingSource", PingSource.class,
            "sources.knative.dev/v1 SinkBinding", SinkBinding.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "v1 Service", io.fabric8.kubernetes.api.model.Service.class);

    private static Map<String, List<? extends HasMetadata>> files() {
        Map<String, List<? extends HasMetadata>> files = new LinkedHashMap<>();
        files.put("broker.yaml", Events.broker());
        files.put("keeper.yaml", KeeperFiles.all());
        files.put("services.yaml", Services.of(TABLE));
        files.put("triggers.yaml", Triggers.of(TABLE));
        files.put("schedules.yaml", Events.pings(TABLE));
        files.put("network-policies.yaml", Policies.all());
        return files;
    }

    /** The Triggers as they are in the repository. */
    public static List<Trigger> triggers() throws IOException {
        return read("triggers.yaml").stream().map(Trigger.class::cast).toList();
    }

    private static List<HasMetadata> read(String file) throws IOException {
        return StrictYaml.read(Files.readString(FOLDER.resolve(file)), KINDS);
    }

    private static List<HasMetadata> readAll() throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        for (String file : files().keySet()) {
            all.addAll(read(file));
        }
        return all;
    }

    @Test
    void theFilesFollowFromTheTable() {
        files().forEach((name, objects) -> Generated.check(FOLDER.resolve(name), StrictYaml.write(objects)));
    }

    @Test
    void theModelsKnowEveryField() throws IOException {
        for (Map.Entry<String, List<? extends HasMetadata>> file : files().entrySet()) {
            assertThat(read(file.getKey())).as(file.getKey()).hasSameSizeAs(file.getValue());
        }
    }

    @Test
    void aFieldThatNoModelKnowsIsSeen() throws IOException {
        String wrong = Files.readString(FOLDER.resolve("triggers.yaml")).replaceFirst("backoffPolicy", "backOffPolicy");

        assertThatThrownBy(() -> StrictYaml.read(wrong, KINDS)).hasMessageContaining("backOffPolicy");
    }

    @Test
    void theKustomizationNamesAllFiles() throws IOException {
        String kustomization = Files.readString(FOLDER.resolve("kustomization.yaml"));

        assertThat(files().keySet())
                .allSatisfy(name -> assertThat(kustomization).contains("- " + name));
    }

    @Test
    void everyNameIsThereOnceAndFitsTheCluster() throws IOException {
        List<String> names = readAll().stream()
                .map(object -> object.getApiVersion()
                        + object.getKind()
                        + object.getMetadata().getName())
                .toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(readAll()).allSatisfy(object -> {
            assertThat(object.getMetadata().getName()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
            assertThat(object.getMetadata().getNamespace()).isNull();
        });
    }

    @Test
    void everyTriggerEndsAtAServiceThatIsThere() throws IOException {
        Set<String> services =
                readAll().stream().map(object -> object.getMetadata().getName()).collect(Collectors.toSet());

        assertThat(triggers()).allSatisfy(trigger -> {
            assertThat(services)
                    .contains(trigger.getSpec().getSubscriber().getRef().getName())
                    .contains(trigger.getSpec()
                            .getDelivery()
                            .getDeadLetterSink()
                            .getRef()
                            .getName());
        });
    }

    @Test
    void noContainerMayDoMoreThanItMust() throws IOException {
        List<Container> containers = containers();

        assertThat(containers).hasSize(TABLE.queued().size() + 2).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
            assertThat(container.getReadinessProbe()).isNotNull();
            assertThat(container.getLivenessProbe()).isNotNull();
        });
    }

    @Test
    void secretsAreNamedAndNowhereWritten() throws IOException {
        assertThat(containers())
                .allSatisfy(container -> container.getEnv().stream()
                        .filter(variable -> variable.getName().matches(".*(TOKEN|PASSWORD|SECRET).*"))
                        .forEach(variable -> assertThat(variable.getValue()).isNull()));
        // A function that asks the cloud for nothing cannot.
        assertThat(containers())
                .filteredOn(container -> container.getEnvFrom().stream()
                        .noneMatch(source -> source.getSecretRef() != null
                                && source.getSecretRef().getName().equals("bakehouse-cloud")))
                .extracting(KnativeFilesTest::function)
                .contains("send-notice", "")
                .doesNotContain("start-bake");
    }

    private static String function(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals("BAKEHOUSE_KNATIVE_FUNCTIONS"))
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse("");
    }

    private static List<Container> containers() throws IOException {
        return Stream.concat(
                        read("services.yaml").stream()
                                .flatMap(service ->
                                        ((Service) service).getSpec().getTemplate().getSpec().getContainers().stream()),
                        read("keeper.yaml").stream()
                                .filter(StatefulSet.class::isInstance)
                                .flatMap(set ->
                                        ((StatefulSet) set).getSpec().getTemplate().getSpec().getContainers().stream()))
                .toList();
    }
}
