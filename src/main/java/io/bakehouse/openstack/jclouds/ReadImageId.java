package io.bakehouse.openstack.jclouds;

import com.google.common.base.Function;
import io.bakehouse.openstack.CloudException;
import org.jclouds.http.HttpResponse;

/**
 * Reads the id of the image that createImage began: from the body (microversion 2.45 and later), else the last part of
 * {@code Location}, whose other parts lead to Glance's internal URL and are of no use.
 */
final class ReadImageId implements Function<HttpResponse, String> {
    @Override
    public String apply(HttpResponse response) {
        String id = new ReadJson().apply(response).path("image_id").asText();
        String location = response.getFirstHeaderOrNull("location");
        if (id.isEmpty() && location != null) {
            id = location.replaceFirst("/+$", "").replaceFirst(".*/", "");
        }
        if (id.isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.UNKNOWN_OUTCOME,
                    "Nova accepted createImage but does not say which image it is");
        }
        return id;
    }
}
