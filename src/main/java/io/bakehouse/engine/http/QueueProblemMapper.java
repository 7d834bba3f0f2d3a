package io.bakehouse.engine.http;

import io.bakehouse.engine.QueueUnavailableException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/**
 * Nothing is on disk, so nothing was accepted. There is no {@code Retry-After}: Puppet before 7.26 sleeps and then loses
 * the report when it gets one.
 */
@Provider
public class QueueProblemMapper implements ExceptionMapper<QueueUnavailableException> {
    private static final Logger LOG = Logger.getLogger(QueueProblemMapper.class);

    @Override
    public Response toResponse(QueueUnavailableException failure) {
        LOG.errorf("an event was not accepted: %s", failure.getMessage());
        return Problems.of(503, "the event could not be written to the queue and was not accepted; send it again")
                .toResponse();
    }
}
