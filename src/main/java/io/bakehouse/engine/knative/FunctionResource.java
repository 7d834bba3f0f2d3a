package io.bakehouse.engine.knative;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where Triggers deliver to. Funqy's own binding for Knative is not used: it takes every event at {@code /} beside the
 * other resources, finds the function by the event's type alone, answers one event only, and answers every failure 500.
 */
@Path("/functions")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class FunctionResource {
    /** Larger than any event of ours: what somebody else's is too large for is said by whoever reads it. */
    private static final int LONGEST_READ = 1 << 20;

    private final KnativeStarter starter;

    @Context
    HttpHeaders headers;

    /** In a program without this engine there is nothing to inject, and yet the resource is there. */
    public FunctionResource() {
        this(null);
    }

    @Inject
    FunctionResource(KnativeStarter starter) {
        this.starter = starter;
    }

    @POST
    @Path("{name}")
    @Operation(hidden = true)
    public Response take(@PathParam("name") String name, InputStream body) throws IOException {
        if (starter == null || starter.running().isEmpty()) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        byte[] bytes = body == null ? new byte[0] : body.readNBytes(LONGEST_READ);
        return response(starter.running().get().take(name, headers.getRequestHeaders(), bytes));
    }

    /** The answer as JAX-RS has it. */
    public static Response response(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        if (answer.mediaType() != null) {
            response.header(HttpHeaders.CONTENT_TYPE, answer.mediaType()).entity(answer.body());
        }
        return response.build();
    }
}
