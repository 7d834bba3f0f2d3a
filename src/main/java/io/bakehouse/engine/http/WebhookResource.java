package io.bakehouse.engine.http;

import io.bakehouse.engine.Publisher;
import io.bakehouse.function.ExplainWebhook;
import io.bakehouse.function.Explanation;
import io.bakehouse.function.Receipt;
import io.bakehouse.function.ReceiveWebhook;
import io.bakehouse.model.Event;
import io.bakehouse.webhook.WebhookRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where config-management tools report. Answers only after every event is on disk, or says why there is none. */
@Path("/webhooks")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Tag(name = "webhooks")
public class WebhookResource {
    private static final int LONGEST_HEADER = 500;

    private final ReceiveWebhook function;
    private final ExplainWebhook explain;
    private final Publisher publisher;
    private final BodyLimit limit;
    private final LargeBodies largeBodies;
    private final SenderLoad load;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    public WebhookResource(
            ReceiveWebhook function,
            ExplainWebhook explain,
            Publisher publisher,
            BodyLimit limit,
            LargeBodies largeBodies,
            SenderLoad load) {
        this.function = function;
        this.explain = explain;
        this.publisher = publisher;
        this.limit = limit;
        this.largeBodies = largeBodies;
        this.load = load;
    }

    /** What the sender reads in a success that may have a body. */
    public record Answer(int accepted, List<String> words, List<String> events) {}

    @POST
    @Path("{sender}")
    @Operation(
            summary = "Report that a config run has ended",
            description = "The body is what the tool sends by itself: Puppet's report, cloud-init's phone_home form or"
                    + " reporter event, a CloudEvent. 200 (202 for cloudevents) means that it is on disk, or says why"
                    + " nothing follows from it.")
    @Parameter(name = "sender", in = ParameterIn.PATH, example = "puppet")
    @Parameter(name = "family", in = ParameterIn.QUERY, description = "Image family to bake", example = "web")
    @Parameter(
            name = "explain",
            in = ParameterIn.QUERY,
            description = "true to be told what was read, which server and family it is about and what would follow;"
                    + " nothing is done")
    @Parameter(name = "server", in = ParameterIn.QUERY, description = "UUID of the server that converged")
    @RequestBody(
            content =
                    @Content(mediaType = "application/x-yaml", examples = @ExampleObject(name = "puppet", value = """
                                                    --- !ruby/object:Puppet::Transaction::Report
                                                    host: node-01.example.org
                                                    status: changed
                                                    transaction_uuid: 8a27b8bb-217c-439c-b964-6b5e4d1a44f4
                                                    """)))
    @APIResponse(responseCode = "200", description = "Read; 'words' says what follows")
    @APIResponse(responseCode = "400", description = "Not what this tool sends")
    @APIResponse(responseCode = "401", description = "The token is missing or wrong")
    @APIResponse(responseCode = "404", description = "Unknown sender or family")
    @APIResponse(responseCode = "413", description = "Over the limit of 8 MiB")
    @APIResponse(responseCode = "503", description = "Not accepted, because the queue did not take it")
    public Response post(@PathParam("sender") String sender, InputStream body) {
        return receive("POST", sender, "", body);
    }

    @PUT
    @Path("{sender}")
    @Operation(hidden = true)
    public Response put(@PathParam("sender") String sender, InputStream body) {
        return receive("PUT", sender, "", body);
    }

    @OPTIONS
    @Path("{sender}")
    @Operation(summary = "May I send? The handshake of CloudEvents webhooks")
    public Response options(@PathParam("sender") String sender) {
        return receive("OPTIONS", sender, "", null);
    }

    @POST
    @Path("{sender}/{rest: .*}")
    @Operation(hidden = true)
    public Response postBelow(@PathParam("sender") String sender, @PathParam("rest") String rest, InputStream body) {
        return receive("POST", sender, rest, body);
    }

    @PUT
    @Path("{sender}/{rest: .*}")
    @Operation(hidden = true)
    public Response putBelow(@PathParam("sender") String sender, @PathParam("rest") String rest, InputStream body) {
        return receive("PUT", sender, rest, body);
    }

    @OPTIONS
    @Path("{sender}/{rest: .*}")
    @Operation(hidden = true)
    public Response optionsBelow(@PathParam("sender") String sender, @PathParam("rest") String rest) {
        return receive("OPTIONS", sender, rest, null);
    }

    private Response receive(String method, String sender, String rest, InputStream body) {
        WebhookRequest request = new WebhookRequest(
                sender, method, rest, uri.getQueryParameters(), headers.getRequestHeaders(), limit.read(body));
        if (request.parameter("explain").filter("true"::equals).isPresent()) {
            return explain(request);
        }
        Receipt receipt = largeBodies.read(request.body().length, () -> function.receiveWebhook(request));
        requireAccepted(receipt);
        if (!receipt.events().isEmpty()) {
            publisher.publish(
                    receipt.events(), load.next(sender, receipt.events().size()));
        }
        return answer(receipt);
    }

    private Response explain(WebhookRequest request) {
        Explanation explanation = largeBodies.read(request.body().length, () -> explain.explainWebhook(request));
        explanation.problem().ifPresent(WebhookResource::requireAccepted);
        return Response.ok(explanation.facts(), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static void requireAccepted(Receipt receipt) {
        if (receipt.isProblem()) {
            throw Problems.of(receipt.status(), String.join("; ", receipt.words()));
        }
    }

    private static Response answer(Receipt receipt) {
        Response.ResponseBuilder response = Response.status(receipt.status());
        receipt.headers().forEach(response::header);
        if (receipt.body()) {
            List<String> events = receipt.events().stream().map(Event::id).toList();
            return response.type(MediaType.APPLICATION_JSON)
                    .entity(new Answer(events.size(), receipt.words(), events))
                    .build();
        }
        receipt.words().stream().findFirst().ifPresent(words -> response.header("Bakehouse-Answer", header(words)));
        return response.build();
    }

    /** For senders that take no body; headers are ASCII. */
    private static String header(String words) {
        String ascii = words.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= LONGEST_HEADER ? ascii : ascii.substring(0, LONGEST_HEADER);
    }
}
