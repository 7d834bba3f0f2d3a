package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.base.Function;
import io.bakehouse.openstack.CloudException;
import java.io.IOException;
import java.io.InputStream;
import org.jclouds.http.HttpResponse;

/** Reads an answer as a JSON tree: jclouds' own types know neither the fault nor the tags of a server. */
final class ReadJson implements Function<HttpResponse, JsonNode> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public JsonNode apply(HttpResponse response) {
        if (response.getPayload() == null) {
            return MissingNode.getInstance();
        }
        try (InputStream in = response.getPayload().openStream()) {
            return JSON.readTree(in);
        } catch (IOException e) {
            // The request was carried out, whatever a proxy made of the answer.
            throw new CloudException(
                    CloudException.Kind.UNKNOWN_OUTCOME, "the answer (" + response.getStatusCode() + ") is no JSON");
        }
    }
}
