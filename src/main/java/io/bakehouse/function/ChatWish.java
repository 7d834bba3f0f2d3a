package io.bakehouse.function;

import io.bakehouse.access.Rights;
import io.bakehouse.chat.ChatMessage;
import io.bakehouse.chat.ChatText;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandLine;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.command.Help;
import io.bakehouse.command.Permission;
import io.bakehouse.model.CommandRequested;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody in a chat wants, as far as that can be known without asking the cloud.
 *
 * @param line the command; null when there only is something to tell
 * @param words what to tell; null for a command
 */
record ChatWish(CommandLine line, List<String> words) {
    private static final String FAMILY = "family";

    static ChatWish nothing() {
        return new ChatWish(null, List.of());
    }

    static ChatWish of(
            ChatMessage message,
            Grammar grammar,
            Commands commands,
            Confirmation confirmation,
            List<Rights> rights,
            Instant now) {
        try {
            CommandLine line = grammar.read(message.text());
            if (line.command().name().equals("help")) {
                Optional<String> about =
                        Optional.ofNullable(line.input().get("command")).map(name -> name.asText());
                return new ChatWish(null, Help.of(commands, about));
            }
            check(rights, line);
            line.confirm()
                    .flatMap(code -> confirmation.refusal(code, message.user(), line.text(), now))
                    .ifPresent(why -> {
                        throw new CommandException(403, why);
                    });
            return new ChatWish(line, null);
        } catch (CommandException e) {
            return new ChatWish(null, List.of(e.getMessage(), "'help' lists what there is."));
        }
    }

    /** What an image or a bake belongs to is found out, and checked, by whoever carries the command out. */
    private static void check(List<Rights> rights, CommandLine line) {
        Permission.checkCommand(rights, line.command());
        if (line.command().keys().containsKey(FAMILY)) {
            Optional<String> family =
                    Optional.ofNullable(line.input().get(FAMILY)).map(name -> name.asText());
            Permission.checkFamily(rights, line.command(), family);
        }
    }

    CommandRequested request(ChatMessage message, String cause, String reply, Instant now) {
        CommandRequested.Asker by = new CommandRequested.Asker(
                message.user().product(),
                message.user().team(),
                message.user().user(),
                message.user().channel(),
                message.name());
        boolean button = message.kind() == ChatMessage.Kind.BUTTON;
        if (words != null) {
            return new CommandRequested(by, null, null, null, String.join("\n", words), button, cause, reply, now);
        }
        String code = line.confirm().orElse(null);
        return new CommandRequested(
                by, line.command().name(), line.input().toString(), code, null, button, cause, reply, now);
    }

    ChatText text() {
        if (words != null) {
            return ChatText.quiet(words);
        }
        Command.Effect effect = line.command().effect();
        boolean asksFirst = effect == Command.Effect.DESTROY && line.confirm().isEmpty();
        if (effect == Command.Effect.READ) {
            return ChatText.quiet("on it: " + line.text());
        }
        return asksFirst
                ? ChatText.quiet("looking at what '" + line.text() + "' would change")
                : ChatText.open(List.of("on it: " + line.text()));
    }

    Map<String, Object> explained(ChatMessage message) {
        Map<String, Object> explained = new LinkedHashMap<>(message.facts());
        explained.put("allowed", line != null);
        explained.put("words", line == null ? String.join("\n", words) : "this would be carried out: " + line.text());
        if (line != null) {
            explained.put("command", line.command().name());
            explained.put("input", line.input());
        }
        return explained;
    }
}
