package io.bakehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.platform.StartFailure;
import io.bakehouse.webhook.WebhookRequest;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessReaderTest {
    private static final TreeSet<String> SENDERS =
            new TreeSet<>(List.of("puppet", "github", "slack", "chef", "cloudevents"));

    @TempDir
    private Path folder;

    @Test
    void secretsComeFromFilesAndSettingsAndTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("puppet"), "from-file\n");
        Access access = read(
                Map.of("bakehouse.senders.puppet.secret-file", file.toString(), "bakehouse.token", "general"),
                Map.of("BAKEHOUSE_SENDERS_PUPPET_PREVIOUS_SECRET", "from-environment"));

        assertThat(admits(access, "puppet", "from-file")).isTrue();
        assertThat(admits(access, "puppet", "from-environment")).isTrue();
        assertThat(admits(access, "puppet", "general")).as("it has its own").isFalse();
        assertThat(admits(access, "chef", "general"))
                .as("it has none of its own")
                .isTrue();
        assertThat(admits(access, "chef", "from-file")).isFalse();
    }

    @Test
    void theSampleCanBeRead() throws IOException {
        Properties sample = new Properties();
        try (var in = Files.newBufferedReader(Path.of("infra/local/access.properties"))) {
            sample.load(in);
        }
        Map<String, String> settings = new HashMap<>();
        sample.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        settings.replaceAll((key, value) -> key.endsWith("-file") ? secretFile().toString() : value);
        Access access = read(settings, Map.of("PUPPET_REPORT_TOKEN", "t"));

        assertThat(access.sender("puppet").rights().may("adopt", false, Optional.of("db-1")))
                .isTrue();
        assertThat(access.sender("puppet").rights().may("build", false, Optional.of("web")))
                .isFalse();
        ChatUser alice = new ChatUser("slack", "T0001", "U2147483697", "C1");
        assertThat(access.chatRights(alice)).containsExactly(Rights.ALL);
        assertThat(access.nameOf(alice)).hasValue("alice");
        ChatUser stranger = new ChatUser("slack", "T0001", "U9", "C2147483705");
        assertThat(access.chatRights(stranger)).singleElement().satisfies(rights -> {
            assertThat(rights.may("bake", false, Optional.of("web"))).isTrue();
            assertThat(rights.may("status", true)).isTrue();
            assertThat(rights.may("rollback", false)).isFalse();
        });
        assertThat(access.chatRights(new ChatUser("slack", "T2", "U2147483697", "C2147483705")))
                .as("the same ids in another workspace")
                .isEmpty();
        Person deploy = access.scripter(Map.of("Authorization", List.of("Bearer file")), Map.of())
                .orElseThrow();
        assertThat(deploy.name()).isEqualTo("deploy");
        assertThat(deploy.rights().may("rollout", false, Optional.of("web"))).isTrue();
        assertThat(deploy.rights().may("rollout", false, Optional.of("db"))).isFalse();
        assertThat(deploy.rights().may("retire", false, Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bakehouse.senders.gihub.secret | x | did you mean 'github'?",
                "bakehouse.senders.github.actions | bulid | did you mean 'build'?",
                "bakehouse.senders.github.scheme | githb | did you mean 'github'?",
                "bakehouse.senders.github.secret-file | /nonexistent/secret | cannot be read",
                "bakehouse.people.bob.commands | bake | names nobody",
                "bakehouse.people.bob.accounts | bob | it must be <product>:<team>/<id>",
                "bakehouse.channels.ops.id | #ops | it must be <product>:<team>/<id>",
                "bakehouse.senders.chef.client-keys | /nonexistent | cannot be read"
            })
    void whatIsWrongIsSaidAtTheStart(String key, String value, String words) {
        assertThatThrownBy(() -> read(Map.of(key, value), Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(words)
                .hasMessageContaining(key.split("\\.", 3)[1]);
    }

    @Test
    void twoPlacesForOneSecretAreOneTooMany() {
        Map<String, String> both = Map.of(
                "bakehouse.senders.github.secret",
                "a",
                "bakehouse.senders.github.secret-file",
                secretFile().toString());
        assertThatThrownBy(() -> read(both, Map.of())).hasMessageContaining("both a secret and a secret-file");
    }

    private Path secretFile() {
        try {
            return Files.writeString(folder.resolve("secret"), "file\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean admits(Access access, String sender, String token) {
        WebhookRequest request = new WebhookRequest(
                sender, "POST", "", Map.of(), Map.of("Authorization", List.of("Bearer " + token)), new byte[0]);
        return access.admit(sender, request, Instant.EPOCH).isPresent();
    }

    private static Access read(Map<String, String> settings, Map<String, String> environment) {
        AccessSettings mapped = new SmallRyeConfigBuilder()
                .withMapping(AccessSettings.class)
                .withValidateUnknown(false)
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100), new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(AccessSettings.class);
        return AccessReader.read(mapped, SENDERS);
    }
}
