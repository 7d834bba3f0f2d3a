package io.bakehouse.engine.http;

import io.bakehouse.webhook.WebhookRequest;
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
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where chat products send what people write and click, below whichever path. */
@Consumes(MediaType.WILDCARD)
@Tag(name = "chat")
public abstract class ChatEndpoints {
    private static final String ONE = "{product: slack|mattermost|discord|teams}";

    private final ChatRequests requests;
    private final BodyLimit limit;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    ChatEndpoints(ChatRequests requests, BodyLimit limit) {
        this.requests = requests;
        this.limit = limit;
    }

    @POST
    @Path(ONE)
    @Operation(
            summary = "A command from a chat",
            description =
                    "Slash commands, mentions and buttons of Slack, Mattermost, Discord and Microsoft Teams, as the"
                            + " product sends them. With ?explain=true it tells what was read and what would happen, and does"
                            + " nothing.")
    @Parameter(name = "product", in = ParameterIn.PATH, example = "slack")
    @APIResponse(responseCode = "200", description = "Read; errors of people are told in the answer")
    @APIResponse(responseCode = "400", description = "Not what this product sends")
    @APIResponse(responseCode = "401", description = "The token or the signature is missing or wrong")
    public Response post(@PathParam("product") String product, InputStream body) {
        return receive("POST", product, "", body);
    }

    @GET
    @Path(ONE)
    @Operation(hidden = true)
    public Response get(@PathParam("product") String product) {
        return receive("GET", product, "", null);
    }

    @POST
    @Path(ONE + "/{rest: .*}")
    @Operation(hidden = true)
    public Response postBelow(@PathParam("product") String product, @PathParam("rest") String rest, InputStream body) {
        return receive("POST", product, rest, body);
    }

    @GET
    @Path(ONE + "/{rest: .*}")
    @Operation(hidden = true)
    public Response getBelow(@PathParam("product") String product, @PathParam("rest") String rest) {
        return receive("GET", product, rest, null);
    }

    private Response receive(String method, String product, String rest, InputStream body) {
        return requests.receive(new WebhookRequest(
                product, method, rest, uri.getQueryParameters(), headers.getRequestHeaders(), limit.read(body)));
    }
}
