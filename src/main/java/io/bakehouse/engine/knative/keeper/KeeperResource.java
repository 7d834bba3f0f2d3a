package io.bakehouse.engine.knative.keeper;

import io.bakehouse.engine.knative.Answer;
import io.bakehouse.engine.knative.FunctionResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the keeper is asked; nowhere in any other process. */
@Path("/keeper")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class KeeperResource {
    private final KeeperStarter starter;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    /** In a program without this engine there is nothing to inject, and yet the resource is there. */
    public KeeperResource() {
        this(null);
    }

    @Inject
    KeeperResource(KeeperStarter starter) {
        this.starter = starter;
    }

    @POST
    @Path("{rest: .+}")
    @Operation(hidden = true)
    public Response post(@PathParam("rest") String rest, InputStream body) throws IOException {
        return answer("POST", rest, body == null ? new byte[0] : body.readNBytes(KeeperFace.LARGEST + 1));
    }

    @GET
    @Path("{rest: .+}")
    @Operation(hidden = true)
    public Response get(@PathParam("rest") String rest) {
        return answer("GET", rest, new byte[0]);
    }

    private Response answer(String method, String rest, byte[] body) {
        if (starter == null || starter.engine() == null) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        Answer answer =
                starter.engine().answer(method, rest, uri.getQueryParameters(), headers.getRequestHeaders(), body);
        return FunctionResource.response(answer);
    }
}
