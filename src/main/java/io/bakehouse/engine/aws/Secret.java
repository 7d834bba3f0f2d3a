package io.bakehouse.engine.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.platform.StartFailure;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** A secret whose text is a JSON object of variables and their values. */
final class Secret {
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Secret() {}

    /**
     * Reads it once.
     *
     * @param endpoint where to ask, null for where the region says
     * @throws StartFailure in words that quote nothing of the secret
     */
    static Map<String, String> read(String name, String endpoint) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(limits -> limits.apiCallTimeout(LONGEST));
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        try (SecretsManagerClient secrets = builder.build()) {
            return variables(
                    name,
                    secrets.getSecretValue(request -> request.secretId(name)).secretString());
        } catch (SdkException e) {
            throw StartFailure.of(
                    "the secret " + name + " that BAKEHOUSE_AWS_SECRET names cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, String> variables(String name, String text) {
        Map<String, String> variables = new HashMap<>();
        try {
            JsonNode json = JSON.readTree(text == null ? "" : text);
            json.properties().forEach(field -> {
                if (field.getValue().isValueNode()) {
                    variables.put(field.getKey(), field.getValue().asText());
                }
            });
        } catch (JsonProcessingException e) {
            // Said below, without the parser's words: they quote the text.
        }
        if (variables.isEmpty()) {
            throw StartFailure.of("the secret " + name
                    + " that BAKEHOUSE_AWS_SECRET names must be a JSON object of variables such as OS_PASSWORD");
        }
        return variables;
    }
}
