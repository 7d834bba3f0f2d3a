package io.bakehouse.engine.http;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.Redaction;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The cloud did not answer (503: ask again), or answered with a refusal that is not the caller's fault (502). */
@Provider
public class CloudProblemMapper implements ExceptionMapper<CloudException> {
    @Override
    public Response toResponse(CloudException failure) {
        int status = failure.kind().isPassing() ? 503 : 502;
        return Problems.of(status, "the cloud: " + Redaction.redact(failure.getMessage()))
                .toResponse();
    }
}
