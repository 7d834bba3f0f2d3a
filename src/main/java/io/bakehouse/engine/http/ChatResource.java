package io.bakehouse.engine.http;

import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.ChatText;
import io.bakehouse.chat.Chats;
import io.bakehouse.engine.Publisher;
import io.bakehouse.function.AnswerChat;
import io.bakehouse.function.ChatAnswer;
import io.bakehouse.webhook.WebhookRequest;
import jakarta.enterprise.context.ApplicationScoped;
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

/** Where chat products send what people write and click. */
@Path("/{root: webhooks|chat}/{product: slack|mattermost|discord|teams}")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Tag(name = "chat")
public class ChatResource {
    private final AnswerChat function;
    private final InlineCommands inline;
    private final Chats chats;
    private final Publisher publisher;
    private final BodyLimit limit;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    public ChatResource(AnswerChat function, InlineCommands inline, Chats chats, Publisher publisher, BodyLimit limit) {
        this.function = function;
        this.inline = inline;
        this.chats = chats;
        this.publisher = publisher;
        this.limit = limit;
    }

    @POST
    @Operation(
            summary = "A command from a chat",
            description =
                    "Slash commands, mentions and buttons of Slack, Mattermost, Discord and Microsoft Teams, as the"
                            + " product sends them. With ?explain=true it tells what was read and what would happen, and does"
                            + " nothing.")
    @Parameter(name = "root", in = ParameterIn.PATH, example = "webhooks")
    @Parameter(name = "product", in = ParameterIn.PATH, example = "slack")
    @APIResponse(responseCode = "200", description = "Read; errors of people are told in the answer")
    @APIResponse(responseCode = "400", description = "Not what this product sends")
    @APIResponse(responseCode = "401", description = "The token or the signature is missing or wrong")
    public Response post(@PathParam("product") String product, InputStream body) {
        return receive("POST", product, "", body);
    }

    @GET
    @Operation(hidden = true)
    public Response get(@PathParam("product") String product) {
        return receive("GET", product, "", null);
    }

    @POST
    @Path("{rest: .*}")
    @Operation(hidden = true)
    public Response postBelow(@PathParam("product") String product, @PathParam("rest") String rest, InputStream body) {
        return receive("POST", product, rest, body);
    }

    @GET
    @Path("{rest: .*}")
    @Operation(hidden = true)
    public Response getBelow(@PathParam("product") String product, @PathParam("rest") String rest) {
        return receive("GET", product, rest, null);
    }

    private Response receive(String method, String product, String rest, InputStream body) {
        WebhookRequest request = new WebhookRequest(
                product, method, rest, uri.getQueryParameters(), headers.getRequestHeaders(), limit.read(body));
        ChatAnswer answer = function.answerChat(request);
        if (answer.status() != 200) {
            throw Problems.of(answer.status(), answer.status() == 401 ? Problems.UNKNOWN : answer.raw());
        }
        if (answer.explained() != null) {
            return json(answer.explained());
        }
        if (answer.raw() != null) {
            return answer.raw().isEmpty() ? Response.ok().build() : json(answer.raw());
        }
        if (!answer.events().isEmpty()) {
            publisher.publish(answer.events());
        }
        ChatProduct chat = chats.named(product).orElseThrow();
        ChatText text = answer.inline().map(inline::carryOut).orElse(answer.text());
        String shown = chat.answer(answer.message(), text);
        return shown.isEmpty() ? Response.ok().build() : json(shown);
    }

    private static Response json(Object entity) {
        return Response.ok(entity, MediaType.APPLICATION_JSON).build();
    }
}
