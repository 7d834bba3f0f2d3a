package io.bakehouse.function;

import io.bakehouse.chat.ChatText;
import io.bakehouse.model.CommandFollowed;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.view.BakeState;
import io.bakehouse.view.BakeView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a bake's progress is told in a chat, and when to look for it. */
final class Follow {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final double FACTOR = 1.6;
    private static final int MOST_GROWTH = 20;

    private Follow() {}

    /** How long to wait before the look of that number. */
    static Duration wait(int look) {
        double seconds = FIRST.toSeconds() * Math.pow(FACTOR, Math.min(look, MOST_GROWTH));
        return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds((long) seconds);
    }

    /** The event of that look. */
    static Event look(CommandFollowed followed, Instant notBefore) {
        return Event.of(EventType.COMMAND_FOLLOWED, followed, followed.cause(), followed.look())
                .notBefore(notBefore);
    }

    /** How it stands, with what can be done about it. */
    static ChatText of(CommandFollowed followed, BakeView bake) {
        ChatText text = ChatText.open(List.of(
                bake.id() + ": " + bake.state().word() + ", " + bake.words(),
                "asked for by " + followed.by().name()));
        if (bake.state() == BakeState.APPROVAL) {
            return text.with(
                    new ChatText.Button("Approve", "approve bake=" + bake.id(), false),
                    new ChatText.Button("Reject", "reject bake=" + bake.id(), true));
        }
        if (bake.state() == BakeState.PROMOTED) {
            return text.with(new ChatText.Button("Roll back", "rollback family=" + bake.family(), true));
        }
        return text;
    }

    /** The last that is told of it here. */
    static ChatText last(CommandFollowed followed, Optional<BakeView> bake) {
        if (bake.isEmpty()) {
            return ChatText.open(List.of(followed.bake() + ": there is no trace of it, so it was probably refused; the"
                    + " log and the notifications say why. Later, ask: status " + followed.bake()));
        }
        ChatText text = of(followed, bake.get());
        if (bake.get().state().isOver()) {
            return text;
        }
        List<String> lines =
                List.of(text.lines().get(0), "This chat takes no more news of it: ask  status " + followed.bake());
        return new ChatText(lines, true, text.buttons());
    }
}
