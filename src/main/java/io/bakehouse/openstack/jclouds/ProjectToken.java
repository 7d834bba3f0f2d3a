package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jclouds.openstack.keystone.auth.domain.AuthInfo;
import org.jclouds.openstack.keystone.catalog.ServiceEndpoint;

/**
 * A token with the project that it is for and the catalog that came with it.
 *
 * @param lifetime as Keystone's clock has it
 * @param receivedAt as our clock has it, so that the two need not agree
 */
record ProjectToken(
        String getAuthToken, String project, Duration lifetime, Instant receivedAt, List<ServiceEndpoint> endpoints)
        implements AuthInfo {
    /** The last tenth of a token's life is left unused. */
    private static final int UNUSED_PART = 10;

    /** Reads the answer to {@code POST /v3/auth/tokens}. */
    static ProjectToken read(String token, JsonNode answer, Instant now) {
        JsonNode body = answer.path("token");
        Duration lifetime = Duration.between(
                Times.read(body.path("issued_at").asText()),
                Times.read(body.path("expires_at").asText()));
        List<ServiceEndpoint> endpoints = new ArrayList<>();
        for (JsonNode service : body.path("catalog")) {
            for (JsonNode endpoint : service.path("endpoints")) {
                url(endpoint)
                        .ifPresent(url -> endpoints.add(ServiceEndpoint.builder()
                                .type(service.path("type").asText())
                                .iface(endpoint.path("interface").asText())
                                .regionId(endpoint.path("region_id")
                                        .asText(endpoint.path("region").asText()))
                                .url(url)
                                .build()));
            }
        }
        return new ProjectToken(token, body.path("project").path("id").asText(), lifetime, now, List.copyOf(endpoints));
    }

    /** Empty where somebody entered no URL, such as a pattern whose service nobody here may need: it is not there, then. */
    private static Optional<URI> url(JsonNode endpoint) {
        try {
            return Optional.of(new URI(endpoint.path("url").asText()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    boolean isNearItsEnd(Instant now) {
        Duration useful = lifetime.minus(lifetime.dividedBy(UNUSED_PART));
        return Duration.between(receivedAt, now).compareTo(useful) > 0;
    }

    @Override
    public String toString() {
        return "token for project " + project;
    }
}
