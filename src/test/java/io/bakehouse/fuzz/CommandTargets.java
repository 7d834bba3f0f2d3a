package io.bakehouse.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.access.ChatUser;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandLine;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.simulation.AllCommands;
import io.bakehouse.simulation.VirtualBakery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Commands as people write them, and as scripts send them; both are carried out on a practice cloud. */
final class CommandTargets implements Targets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final Recipes RECIPES = new Recipes(List.of(VirtualBakery.recipe(2, Duration.ofMinutes(30), 1)));
    private static final Set<Class<? extends Exception>> REFUSALS =
            Set.of(CommandException.class, CloudException.class);

    private final Commands commands =
            AllCommands.on(new PracticeModel(CLOCK, PracticeTimes.usual(), "fuzz").cloud(), RECIPES, CLOCK);
    private final Grammar grammar = new Grammar(commands, RECIPES);

    @Override
    public Stream<Target> all() {
        return Stream.of(
                new Target("command/text", lines(), REFUSALS, input -> line(Target.text(input))),
                new Target("command/json", objects(), REFUSALS, input -> object(Target.text(input))),
                new Target("command/code", codes(), Set.of(), input -> code(Target.text(input))));
    }

    private List<byte[]> lines() {
        return Target.texts(Stream.concat(
                commands.all().stream().map(CommandTargets::written),
                Stream.of(
                        "boot web 3",
                        "bake web reason=\"it’s time\" --dry-run",
                        "reject web-1f2e3d4c5b6a it is too slow",
                        "revoke 2f1c9f0e-0d5b-4a52-9d0e-3c1f5d0b7a11 --descendants CVE-2026-1 is bad --confirm c.1")));
    }

    private static String written(Command command) {
        try {
            return "plan " + command.name() + " "
                    + JSON.readTree(command.example()).properties().stream()
                            .map(entry ->
                                    entry.getKey() + "=" + entry.getValue().asText())
                            .reduce("", (a, b) -> a + " " + b);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<byte[]> objects() {
        return Target.texts(commands.all().stream().map(command -> command.name() + " " + command.example()));
    }

    private static List<byte[]> codes() {
        ChatUser user = new ChatUser("slack", "T", "U", "C");
        return Target.texts(
                new Confirmation(Optional.of("token")).code(user, "retire", "0123456789ab", CLOCK.instant()));
    }

    /** What was read is written in one form that is read as the same. */
    private void line(String text) {
        CommandLine line = grammar.read(text);
        CommandLine again = grammar.read(line.text());
        if (!again.input().equals(line.input()) || again.command() != line.command()) {
            throw new AssertionError("'" + line.text() + "' is read as " + again.input() + ", not " + line.input());
        }
        run(line.command(), line.input());
    }

    private void object(String text) {
        String[] parts = text.split(" ", 2);
        Command command = commands.named(parts[0]);
        try {
            run(command, parts.length < 2 ? null : JSON.readTree(parts[1]));
        } catch (JsonProcessingException e) {
            throw CommandException.wrong("refused before it gets to us");
        }
    }

    private static void run(Command command, JsonNode body) {
        Command.Done done = command.run(command.input(body), "fuzz");
        done.events().forEach(event -> EventCodec.read(EventCodec.write(event, CLOCK.instant())));
        if (done.see() != null) {
            URI.create(done.see());
        }
    }

    private static void code(String text) {
        ChatUser user = new ChatUser("slack", "T", "U", "C");
        new Confirmation(Optional.of("token")).refusal(text, user, "retire", CLOCK.instant());
        Confirmation.plan(text);
    }
}
