package io.bakehouse.openstack.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudCredentials;
import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import io.bakehouse.openstack.CloudException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of credentials against a real Keystone, which {@code OS_*} give a user with a password for. */
@Tag("real-cloud")
class RealCredentialsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final CloudConfig config =
            CloudConfig.fromEnvironment(System.getenv(), Path.of("")).orElseThrow();
    private final Password password = config.credentials().fold(given -> given, unused -> {
        throw new IllegalStateException("this test needs a user with a password: it makes application credentials");
    });

    @Test
    void applicationCredentialsByIdAndByNameGetIn() throws Exception {
        String name = "contract-" + UUID.randomUUID();
        HttpResponse<String> token =
                send("POST", "/auth/tokens", null, AuthBody.of(password).toString());
        String key = token.headers().firstValue("X-Subject-Token").orElseThrow();
        String user = JSON.readTree(token.body())
                .path("token")
                .path("user")
                .path("id")
                .asText();
        String path = "/users/" + user + "/application_credentials";
        JsonNode made = JSON.readTree(
                        send("POST", path, key, "{\"application_credential\": {\"name\": \"" + name + "\"}}")
                                .body())
                .path("application_credential");
        try {
            String id = made.path("id").asText();
            String secret = made.path("secret").asText();
            use(new ApplicationCredential(id, null, null, secret));
            use(new ApplicationCredential(null, name, password.user(), secret));
            use(new ApplicationCredential(null, name, new Named(user, null, null, null), secret));
            assertThat(refused(new ApplicationCredential(id, null, null, "wrong")))
                    .contains("does not let application credential '" + id + "' in (401)");
        } finally {
            send("DELETE", path + "/" + made.path("id").asText(), key, null);
        }
    }

    @Test
    void aWrongPasswordOrProjectIsOneClearLine() {
        assertThat(refused(new Password(password.user(), "wr0ng", password.project())))
                .contains("(401): check names, domains and password")
                .doesNotContain("wr0ng");
        assertThat(refused(new Password(
                        password.user(), password.secret(), new Named(null, "no-project", "default", null))))
                .contains("in project 'no-project' in (401)");
    }

    private void use(CloudCredentials credentials) {
        try (OpenStackCloud cloud = connect(credentials)) {
            assertThat(cloud.limits().usedServers()).isNotNegative();
        }
    }

    private String refused(CloudCredentials credentials) {
        try (OpenStackCloud cloud = connect(credentials)) {
            CloudException failure = catchThrowableOfType(CloudException.class, cloud::limits);
            assertThat(failure.kind()).isEqualTo(CloudException.Kind.NOT_OURS);
            return failure.getMessage();
        }
    }

    private OpenStackCloud connect(CloudCredentials credentials) {
        CloudConfig other = new CloudConfig(
                config.authUrl(),
                credentials,
                config.region(),
                config.endpoints(),
                config.caCert(),
                config.verify(),
                config.bounds());
        return OpenStackCloud.connect(other, InstantSource.system(), CallListener.NONE);
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.authUrl() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Auth-Token", token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
