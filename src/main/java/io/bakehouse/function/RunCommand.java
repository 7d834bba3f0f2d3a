package io.bakehouse.function;

import io.bakehouse.access.Access;
import io.bakehouse.access.ChatUser;
import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.Chats;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.model.CommandFollowed;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.Event;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.platform.Sealed;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a command that somebody gave in a chat. Guarantees that it is carried out if they may, once they have
 * confirmed what takes something away, and that they are told. A second delivery makes the same events under the same
 * ids, and says the same again.
 */
@ApplicationScoped
public class RunCommand {
    private final Chats chats;
    private final Access access;
    private final Commands commands;
    private final Confirmation confirmation;
    private final Sealed sealed;
    private final ChatReplies replies;

    public RunCommand(
            Chats chats,
            Access access,
            Commands commands,
            Confirmation confirmation,
            Sealed sealed,
            ChatReplies replies) {
        this.chats = chats;
        this.access = access;
        this.commands = commands;
        this.confirmation = confirmation;
        this.sealed = sealed;
        this.replies = replies;
    }

    @Funq("run-command")
    public List<Event> run(CommandRequested asked) {
        ChatOutcome outcome = carryOut(asked);
        boolean told = tell(asked, outcome);
        if (!told && outcome.events().isEmpty()) {
            throw new IllegalStateException("the chat did not take the answer to " + asked.cause());
        }
        List<Event> events = new ArrayList<>(outcome.events());
        if (outcome.bake() != null && asked.reply() != null) {
            CommandFollowed first = new CommandFollowed(
                    asked.by(), outcome.bake(), asked.cause(), asked.reply(), "", 1, 0, asked.askedAt());
            events.add(Follow.look(first, asked.askedAt().plus(Follow.wait(0))));
        }
        return events;
    }

    /** Without telling anybody: for a chat that is answered in the same breath. */
    public ChatOutcome carryOut(CommandRequested asked) {
        ChatUser user = user(asked.by());
        String name = access.nameOf(user).orElse(asked.by().name());
        return new CommandRun(asked, user, name, access.chatRights(user), commands, confirmation).outcome();
    }

    private boolean tell(CommandRequested asked, ChatOutcome outcome) {
        Optional<ChatProduct> product = chats.named(asked.by().product());
        Optional<String> address = sealed.open(asked.reply());
        if (product.isEmpty() || address.isEmpty()) {
            return true;
        }
        boolean replace = !asked.button() || outcome.text().everybody();
        return replies.send(product.get().later(address.get(), outcome.text(), replace));
    }

    private static ChatUser user(CommandRequested.Asker by) {
        return new ChatUser(by.product(), by.team(), by.user(), by.channel());
    }
}
