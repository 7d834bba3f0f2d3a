package io.bakehouse.function;

import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.ChatText;
import io.bakehouse.chat.Chats;
import io.bakehouse.model.CommandFollowed;
import io.bakehouse.model.Event;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.platform.Sealed;
import io.bakehouse.view.BakeState;
import io.bakehouse.view.BakeView;
import io.bakehouse.view.CloudReader;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered some time after somebody in a chat asked for a bake. Guarantees that they are told when the bake has come
 * further, within what the chat allows, and at the end; it changes nothing in the cloud. A second delivery tells the same
 * again, which changes the message to what it is.
 */
@ApplicationScoped
public class FollowCommand {
    /** After that long without a trace of the bake, there will be none. */
    private static final Duration NO_TRACE = Duration.ofMinutes(5);

    private final Chats chats;
    private final CloudReader reader;
    private final Sealed sealed;
    private final ChatReplies replies;
    private final InstantSource clock;

    public FollowCommand(Chats chats, CloudReader reader, Sealed sealed, ChatReplies replies, InstantSource clock) {
        this.chats = chats;
        this.reader = reader;
        this.sealed = sealed;
        this.replies = replies;
        this.clock = clock;
    }

    @Funq("follow-command")
    public List<Event> follow(CommandFollowed followed) {
        Optional<ChatProduct> product = chats.named(followed.by().product());
        Optional<String> address = sealed.open(followed.reply());
        if (product.isEmpty() || address.isEmpty()) {
            return List.of();
        }
        Optional<BakeView> bake = reader.bake(followed.bake());
        Decision decision = decide(followed, bake, product.get().limits(), clock.instant());
        decision.text().ifPresent(text -> replies.send(product.get().later(address.get(), text, true)));
        return decision.next().stream().toList();
    }

    /** What to tell, if anything, and when to look again, if ever. */
    record Decision(Optional<ChatText> text, Optional<Event> next) {}

    static Decision decide(CommandFollowed followed, Optional<BakeView> bake, ChatProduct.Later limits, Instant now) {
        boolean over = bake.filter(found -> found.state().isOver()).isPresent();
        Instant nextLook = now.plus(Follow.wait(followed.look() + 1));
        boolean late = nextLook.isAfter(followed.askedAt().plus(limits.window()));
        boolean gone = bake.isEmpty() && now.isAfter(followed.askedAt().plus(NO_TRACE));
        if (over || late || gone) {
            return new Decision(Optional.of(Follow.last(followed, bake)), Optional.empty());
        }
        String state = bake.map(found -> found.state().word()).orElse("");
        boolean tells = !state.equals(followed.shown())
                && bake.filter(found -> isNews(found.state(), followed, limits)).isPresent();
        CommandFollowed next = followed.next(tells ? state : followed.shown(), followed.posts() + (tells ? 1 : 0));
        Optional<ChatText> text = tells ? bake.map(found -> Follow.of(followed, found)) : Optional.empty();
        return new Decision(text, Optional.of(Follow.look(next, nextLook)));
    }

    /** The last two answers are kept for the question whether to promote it, and for the end. */
    private static boolean isNews(BakeState state, CommandFollowed followed, ChatProduct.Later limits) {
        boolean asks = state == BakeState.APPROVAL;
        int kept = asks ? 1 : 2;
        boolean begun = state != BakeState.REQUESTED && (asks || limits.edits());
        return begun && followed.posts() < limits.posts() - kept;
    }
}
