package io.bakehouse.engine.aws;

import io.bakehouse.engine.Endings;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.UnreadableEventException;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues of events that were given up. SQS cannot show a message without taking it: whoever looks hides what it sees
 * from others for a moment, and counts are approximate. So fewer may be seen than there are; never others.
 */
final class SqsDeadLetters {
    private static final String NO_REASON = " was given up: the process ended again and again in the middle of it";

    /** Longer than any look takes, and short enough for those that a process which died has hidden. */
    private static final Duration HIDDEN = Duration.ofMinutes(2);

    /** Letters of one function that one look for those without a reason sees. */
    private static final int MOST_AT_A_LOOK = 100;

    private final FunctionTable table;
    private final Queues queues;
    private final Routes routes;
    private final SqsLine line;

    SqsDeadLetters(FunctionTable table, Queues queues, Routes routes, SqsLine line) {
        this.table = table;
        this.queues = queues;
        this.routes = routes;
        this.line = line;
    }

    List<DeadLetter> list(int limit) {
        List<DeadLetter> found = new ArrayList<>();
        for (FunctionRow row : table.queued()) {
            List<Message> messages = take(row, limit - found.size());
            messages.forEach(message -> found.add(describe(row.name(), message)));
            giveBack(row, messages);
        }
        return found;
    }

    /** All are taken before the first is sent: one that dies again at once must not be met again in the same round. */
    int redrive(String function, int limit) {
        List<FunctionRow> rows = function.equals(Engine.ALL) ? table.queued() : List.of(table.row(function));
        int moved = 0;
        for (FunctionRow row : rows) {
            for (Message message : take(row, limit - moved)) {
                line.send(List.of(new SqsLine.Post(
                        queues.events(row.name()), letter(message).redriven())));
                line.delete(queues.dead(row.name()), message.receiptHandle());
                moved++;
            }
        }
        return moved;
    }

    /**
     * Publishes the terminal event of those that SQS itself has put here, because they were received again and again and
     * nobody came to an end with them; a copy with the reason takes their place.
     *
     * @return how many
     */
    int end() {
        int ended = 0;
        for (FunctionRow row : table.queued()) {
            List<Message> known = new ArrayList<>();
            for (Message message : take(row, MOST_AT_A_LOOK)) {
                if (letter(message).reason() == null) {
                    end(row, message);
                    ended++;
                } else {
                    known.add(message);
                }
            }
            giveBack(row, known);
        }
        return ended;
    }

    private void end(FunctionRow row, Message message) {
        Letter letter = letter(message);
        String words = row.name() + NO_REASON;
        Instant now = line.now();
        Optional<Event> ending = event(letter)
                .map(event -> Endings.of(row.name(), event, words, letter.round(), now))
                .orElseGet(() ->
                        Optional.of(Endings.unreadable(row.name(), message.messageId(), words, letter.round(), now)));
        line.send(routes.posts(ending.stream().toList(), now));
        line.send(List.of(new SqsLine.Post(queues.dead(row.name()), letter.givenUp(words, now))));
        line.delete(queues.dead(row.name()), message.receiptHandle());
    }

    private List<Message> take(FunctionRow row, int limit) {
        String queue = queues.dead(row.name());
        List<Message> taken = new ArrayList<>();
        if (limit > 0) {
            long most = Math.min(limit, line.count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
            List<Message> more = List.of();
            do {
                taken.addAll(more);
                more = taken.size() < most ? line.receive(queue, (int) most - taken.size(), HIDDEN) : List.of();
            } while (!more.isEmpty());
        }
        return taken;
    }

    private void giveBack(FunctionRow row, List<Message> messages) {
        for (Message message : messages) {
            line.hide(queues.dead(row.name()), message.receiptHandle(), Duration.ZERO);
        }
    }

    private static Letter letter(Message message) {
        return Letter.read(message.body(), name -> {
            MessageAttributeValue attribute = message.messageAttributes().get(name);
            return attribute == null ? null : attribute.stringValue();
        });
    }

    private static Optional<Event> event(Letter letter) {
        try {
            return Optional.of(EventCodec.read(letter.body().getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    private static DeadLetter describe(String function, Message message) {
        Letter letter = letter(message);
        Optional<Event> event = event(letter);
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return new DeadLetter(
                function,
                event.map(Event::id).orElse(message.messageId()),
                event.map(it -> it.type().wire()).orElse(null),
                event.map(it -> it.data().subject()).orElse(null),
                letter.reason() == null ? function + NO_REASON : letter.reason(),
                letter.failures(),
                letter.at() == null ? Instant.ofEpochMilli(Long.parseLong(sent)) : letter.at());
    }
}
