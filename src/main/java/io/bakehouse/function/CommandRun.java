package io.bakehouse.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.access.ChatUser;
import io.bakehouse.access.Rights;
import io.bakehouse.chat.ChatText;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.command.CommandLine;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Permission;
import io.bakehouse.command.PlanView;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One command of somebody in a chat. */
record CommandRun(
        CommandRequested asked,
        ChatUser user,
        String name,
        List<Rights> rights,
        Commands commands,
        Confirmation confirmation) {
    private static final int HASH = 12;

    ChatOutcome outcome() {
        if (asked.words() != null) {
            return ChatOutcome.told(ChatText.quiet(Arrays.asList(asked.words().split("\n", -1))));
        }
        try {
            Command command = commands.named(asked.command());
            ObjectNode json = CommandLine.json(asked.input());
            String line = CommandLine.text(command, json);
            Permission.check(rights, command, command.input(signed(command, json)));
            return command.effect() == Command.Effect.DESTROY
                    ? destroy(command, json, line)
                    : run(command, signed(command, json), asked.cause());
        } catch (CommandException e) {
            return ChatOutcome.told(ChatText.quiet(e.getMessage(), "'help' lists what there is."));
        }
    }

    /** Who says so is who says so, whatever they write. */
    private ObjectNode signed(Command command, ObjectNode json) {
        ObjectNode signed = json.deepCopy();
        if (command.keys().containsKey("by")) {
            signed.put("by", name);
        }
        boolean reasons =
                command.effect() == Command.Effect.CHANGE && command.keys().containsKey("reason");
        if (reasons && !signed.has("reason")) {
            signed.put("reason", name + " asked for it in " + user.product());
        }
        return signed;
    }

    private ChatOutcome destroy(Command command, ObjectNode json, String line) {
        ObjectNode signed = signed(command, json);
        CommandInput input = command.input(signed);
        Optional<Plan> plan = command.plan(input, asked.cause());
        if (plan.isPresent() && plan.get().changes().isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("nothing would be changed"));
            lines.addAll(plan.get().notes());
            return ChatOutcome.told(ChatText.quiet(lines));
        }
        String hash =
                plan.map(Plan::hash).orElseGet(() -> Ids.digest("line", line).substring(0, HASH));
        if (asked.confirm() == null) {
            return ask(command, line, plan, hash);
        }
        confirmation.refusal(asked.confirm(), user, line, asked.askedAt()).ifPresent(why -> {
            throw new CommandException(403, why);
        });
        if (!Confirmation.plan(asked.confirm()).equals(hash)) {
            throw CommandException.conflict("what you confirmed is not what would happen now, or it was done already:"
                    + " the cloud has changed. Give the command again to see the new plan");
        }
        if (command.keys().containsKey("plan") && plan.isPresent()) {
            signed.put("plan", hash);
        }
        return run(command, signed, Confirmation.cause(asked.confirm()));
    }

    private ChatOutcome ask(Command command, String line, Optional<Plan> plan, String hash) {
        String confirmed = line + " --confirm " + confirmation.code(user, line, hash, asked.askedAt());
        List<String> lines = new ArrayList<>();
        lines.add("'" + line + "' would do this:");
        plan.ifPresentOrElse(known -> lines.addAll(lines(PlanView.of(known))), () -> lines.add(command.purpose()));
        lines.add("To confirm it within " + Confirmation.VALID.toMinutes() + " minutes, write or click: " + confirmed);
        return ChatOutcome.told(ChatText.quiet(lines).with(new ChatText.Button("Confirm", confirmed, true)));
    }

    private ChatOutcome run(Command command, ObjectNode json, String cause) {
        Command.Done done = command.run(command.input(json), cause);
        boolean looks = command.effect() == Command.Effect.READ;
        List<String> lines = new ArrayList<>();
        boolean bakes = command.name().equals("bake") && done.id() != null;
        lines.add((looks ? "" : name + ": ") + (bakes ? done.id() + ": " : "") + words(done));
        lines.addAll(done.lines());
        if (done.plan() != null) {
            lines.addAll(lines(done.plan()));
        }
        ChatText text = looks ? ChatText.quiet(lines) : ChatText.open(lines);
        return new ChatOutcome(text, done.events(), bakes ? done.id() : null);
    }

    private static String words(Command.Done done) {
        boolean changes = done.plan() != null && !done.plan().changes().isEmpty();
        return changes ? "nothing is changed yet; this would be:" : done.words();
    }

    private static List<String> lines(PlanView plan) {
        List<String> lines = new ArrayList<>();
        plan.changes()
                .forEach(change -> lines.add("- " + change.verb() + " " + change.kind()
                        + (change.id() == null ? "" : " " + change.id()) + ": " + change.words()));
        plan.notes().forEach(note -> lines.add("note: " + note));
        return lines;
    }
}
