package io.bakehouse.engine.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.access.Access;
import io.bakehouse.access.Person;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.command.CommandLine;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Grammar;
import io.bakehouse.command.Permission;
import io.bakehouse.command.PlanView;
import io.bakehouse.engine.Publisher;
import io.bakehouse.model.Event;
import io.bakehouse.platform.RandomIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Commands for people with curl and for scripts: JSON in, JSON out. */
@Path("/commands")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "commands")
public class CommandResource {
    private static final String KEY = "[\\x21-\\x7e]{1,128}";

    private final Commands commands;
    private final Grammar grammar;
    private final Access access;
    private final RandomIds ids;
    private final Publisher publisher;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    public CommandResource(Commands commands, Grammar grammar, Access access, RandomIds ids, Publisher publisher) {
        this.commands = commands;
        this.grammar = grammar;
        this.access = access;
        this.ids = ids;
        this.publisher = publisher;
    }

    /** What became of a command, in JSON. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            String command,
            String id,
            String see,
            String words,
            List<String> events,
            PlanView plan,
            List<String> lines) {
        static Answer of(Command.Done done) {
            List<String> events = done.events().stream().map(Event::id).toList();
            List<String> lines = done.lines().isEmpty() ? null : done.lines();
            return new Answer(done.command(), done.id(), done.see(), done.words(), events, done.plan(), lines);
        }
    }

    /** How to use one command. */
    public record Usage(String command, String purpose, Map<String, String> keys, String example) {}

    @GET
    @Operation(summary = "All commands and how to use them")
    public List<Usage> help() {
        return commands.all().stream()
                .map(command -> new Usage(
                        command.name(),
                        command.purpose(),
                        command.keys(),
                        "POST /commands/" + command.name() + " " + command.example()))
                .toList();
    }

    @POST
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Carry out a command", description = "GET /commands lists them.")
    @Parameter(name = "name", in = ParameterIn.PATH, example = "boot")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "Requests with the same key are one request",
            example = "deploy-42")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(
                                        name = "approve",
                                        value = "{\"bake\": \"web-1f2e3d4c5b6a\", \"by\": \"alice\"}"),
                                @ExampleObject(
                                        name = "reject",
                                        value = "{\"bake\": \"web-1f2e3d4c5b6a\", \"reason\": \"too slow\"}"),
                                @ExampleObject(name = "pause", value = "{\"family\": \"web\", \"by\": \"alice\"}"),
                                @ExampleObject(name = "resume", value = "{\"family\": \"web\", \"by\": \"alice\"}"),
                                @ExampleObject(name = "images", value = "{\"family\": \"web\"}"),
                                @ExampleObject(name = "status", value = "{}"),
                                @ExampleObject(name = "why", value = "{\"bake\": \"web-1f2e3d4c5b6a\"}"),
                                @ExampleObject(name = "help", value = "{\"command\": \"rollback\"}"),
                                @ExampleObject(name = "boot", value = "{\"family\": \"web\", \"count\": 2}"),
                                @ExampleObject(
                                        name = "bake",
                                        value = "{\"family\": \"web\", \"server\": \"node-01.example.org\"}"),
                                @ExampleObject(name = "rollout", value = "{\"family\": \"web\"}"),
                                @ExampleObject(name = "redrive", value = "{\"limit\": 10}"),
                                @ExampleObject(name = "rollback", value = "{\"family\": \"web\"}"),
                                @ExampleObject(
                                        name = "revoke",
                                        value = "{\"image\": \"2f1c9f0e-0d5b-4a52-9d0e-3c1f5d0b7a11\","
                                                + " \"descendants\": true, \"reason\": \"CVE-2026-12345\"}"),
                                @ExampleObject(name = "retire", value = "{\"family\": \"web\"}"),
                                @ExampleObject(name = "plan", value = "{\"command\": \"retire\", \"family\": \"web\"}")
                            }))
    @APIResponse(responseCode = "200", description = "A plan; nothing was changed")
    @APIResponse(responseCode = "202", description = "Accepted; 'see' says where to follow it")
    @APIResponse(responseCode = "400", description = "The JSON object is wrong; the detail says how to do it right")
    @APIResponse(responseCode = "401", description = "The token is missing or wrong")
    @APIResponse(responseCode = "404", description = "Unknown command, family or image")
    @APIResponse(responseCode = "409", description = "It cannot be done now")
    public Response run(@PathParam("name") String name, JsonNode body) {
        Person person = person();
        Command command = commands.named(name);
        return run(person, command, command.input(body));
    }

    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(summary = "Carry out a command written as in a chat", description = "GET /commands lists them.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN,
                            examples = {
                                @ExampleObject(name = "dry run", value = "rollback web --dry-run"),
                                @ExampleObject(name = "status", value = "status"),
                                @ExampleObject(name = "help", value = "help rollback")
                            }))
    @APIResponse(responseCode = "200", description = "A plan, or what was asked for; nothing was changed")
    @APIResponse(responseCode = "202", description = "Accepted; 'see' says where to follow it")
    @APIResponse(responseCode = "400", description = "No command; the detail says how to write it")
    @APIResponse(responseCode = "401", description = "The token is missing or wrong")
    @APIResponse(responseCode = "404", description = "Unknown command, family or image")
    @APIResponse(responseCode = "409", description = "It cannot be done now")
    public Response line(String line) {
        Person person = person();
        CommandLine read = grammar.read(line);
        if (read.confirm().isPresent()) {
            throw Problems.of(400, "codes confirm commands in chats; here, leave '--confirm' out");
        }
        return run(person, read.command(), read.command().input(read.input()));
    }

    private Person person() {
        return access.scripter(headers.getRequestHeaders(), uri.getQueryParameters())
                .orElseThrow(() -> Problems.of(401, Problems.UNKNOWN));
    }

    private Response run(Person person, Command command, CommandInput input) {
        Permission.check(person.rights(), command, input);
        Command.Done done = command.run(input, cause());
        if (!done.events().isEmpty()) {
            publisher.publish(done.events());
        }
        Answer answer = Answer.of(done);
        boolean asked = command.effect() == Command.Effect.READ;
        Response.ResponseBuilder response = asked ? Response.ok(answer) : Response.accepted(answer);
        if (done.see() != null) {
            response.header("Location", URI.create(done.see()));
        }
        return response.build();
    }

    private String cause() {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return ids.next();
        }
        if (!key.matches(KEY)) {
            throw Problems.of(400, "Idempotency-Key must be 1 to 128 visible ASCII characters");
        }
        return key;
    }
}
