package io.bakehouse.realcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudCredentials.ApplicationCredential;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain requests to the cloud's own APIs, with nothing of the program between. */
final class RawApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The first with tags in the request that creates a server. */
    private static final String MICROVERSION = "compute 2.52";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String token;
    private final JsonNode catalog;
    private final String region;

    /** Gets a token. */
    RawApi(CloudConfig config) throws IOException, InterruptedException {
        region = config.region().orElse("");
        ObjectNode body = config.credentials().fold(RawApi::password, RawApi::applicationCredential);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(config.authUrl() + "/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException("Keystone answered " + answer.statusCode());
        }
        token = answer.headers().firstValue("X-Subject-Token").orElseThrow();
        catalog = JSON.readTree(answer.body()).at("/token/catalog");
    }

    JsonNode get(String service, String path) throws IOException, InterruptedException {
        return send(request(service, path).GET());
    }

    JsonNode post(String service, String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(service, path).POST(BodyPublishers.ofString(body.toString())));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(URI.create(url(service) + path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", MICROVERSION)
                .header("Content-Type", "application/json");
    }

    private static JsonNode parse(String body) throws IOException {
        return body.isEmpty() ? object() : JSON.readTree(body);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return parse(answer.body());
    }

    private String url(String type) {
        for (JsonNode service : catalog) {
            for (JsonNode endpoint : service.path("endpoints")) {
                boolean here =
                        region.isEmpty() || endpoint.path("region").asText().equals(region);
                boolean isPublic = endpoint.path("interface").asText().equals("public");
                if (service.path("type").asText().equals(type) && here && isPublic) {
                    String url = endpoint.path("url").asText().replaceAll("/+$", "");
                    return type.equals("image") && !url.endsWith("/v2") ? url + "/v2" : url;
                }
            }
        }
        throw new IllegalStateException("the catalog has no " + type);
    }

    private static ObjectNode password(Password credentials) {
        ObjectNode body = object();
        ObjectNode auth = body.putObject("auth");
        ObjectNode identity = auth.putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode user = identity.putObject("password").putObject("user");
        named(user, credentials.user()).put("password", credentials.secret());
        named(auth.putObject("scope").putObject("project"), credentials.project());
        return body;
    }

    private static ObjectNode applicationCredential(ApplicationCredential credentials) {
        ObjectNode body = object();
        ObjectNode identity = body.putObject("auth").putObject("identity");
        identity.putArray("methods").add("application_credential");
        ObjectNode credential = identity.putObject("application_credential").put("secret", credentials.secret());
        if (credentials.id() != null) {
            credential.put("id", credentials.id());
        } else {
            named(credential.put("name", credentials.name()).putObject("user"), credentials.user());
        }
        return body;
    }

    private static ObjectNode named(ObjectNode into, Named named) {
        if (named.id() != null) {
            return into.put("id", named.id());
        }
        ObjectNode domain = into.put("name", named.name()).putObject("domain");
        if (named.domainId() != null) {
            domain.put("id", named.domainId());
        } else {
            domain.put("name", named.domainName());
        }
        return into;
    }
}
