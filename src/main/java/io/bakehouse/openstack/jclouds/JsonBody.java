package io.bakehouse.openstack.jclouds;

import org.jclouds.http.HttpRequest;
import org.jclouds.rest.Binder;

/** Sends a JSON tree as the body. */
class JsonBody implements Binder {
    private final String type;

    JsonBody() {
        this("application/json");
    }

    JsonBody(String type) {
        this.type = type;
    }

    @Override
    public <R extends HttpRequest> R bindToRequest(R request, Object tree) {
        request.setPayload(tree.toString());
        request.getPayload().getContentMetadata().setContentType(type);
        return request;
    }

    /** Sends it as the JSON Patch that Glance takes. */
    static final class Patch extends JsonBody {
        Patch() {
            super("application/openstack-images-v2.1-json-patch");
        }
    }
}
