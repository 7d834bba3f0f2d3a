package io.bakehouse.engine;

import io.bakehouse.fuzz.Seeds;
import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/** Events on a queue, and the addresses that chats say answers should go to. */
final class EventTargets implements Targets {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Stream<Target> all() {
        return Stream.of(
                new Target(
                        "event/structured",
                        Seeds.resources("events"),
                        Set.of(UnreadableEventException.class),
                        EventTargets::read),
                new Target(
                        "text/reply-address",
                        Target.texts(
                                "https://hooks.slack.com/commands/T0001/1/x", "http://127.0.0.1:8065/hooks/a?b=c#d"),
                        Set.of(),
                        input -> new ReplyAddress(Set.of("chat.example.org"), Set.of("127.0.0.1"))
                                .read("slack", Target.text(input))));
    }

    /** What can be read can be written, and is then read as the same. */
    private static void read(byte[] input) {
        io.bakehouse.model.Event event = EventCodec.read(input);
        try {
            byte[] written = EventCodec.write(event, NOW);
            if (!EventCodec.read(written).equals(event)) {
                throw new AssertionError("read as " + event + ", and then as " + EventCodec.read(written));
            }
        } catch (EventTooLargeException e) {
            // Escapes may take more room than what they stand for: whoever makes events is told so.
            return;
        }
    }
}
