package io.bakehouse.engine.aws;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.model.Event;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One delivery of one event to one function. SQS has no transactions: what comes of it (the events that the function
 * returned, or a dead letter and its terminal event) is sent first, and the message is reported as done only then. A step
 * that stops anywhere in between is taken again, and sends again what it had sent; functions do no harm twice.
 *
 * <p>How often it has failed is how often it was received, less this time: SQS counts for us. What it cannot tell apart is a
 * function that failed and a process that ended, so that a function of few attempts may see an event once more than its row
 * says, after the process has ended.
 */
final class SqsStep {
    private static final Logger LOG = Logger.getLogger(SqsStep.class);

    /** For events that could not be finished because a queue was away. */
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final FunctionRow row;
    private final Attempt attempt;
    private final Queues queues;
    private final Routes routes;
    private final SqsLine line;

    SqsStep(FunctionRow row, Attempt attempt, Queues queues, Routes routes, SqsLine line) {
        this.row = row;
        this.attempt = attempt;
        this.queues = queues;
        this.routes = routes;
        this.line = line;
    }

    /** Takes the event as far as it gets; says whether it is done and can be deleted. */
    boolean take(SqsEvent.Message message) throws InterruptedException {
        Letter letter = message.letter();
        int failures = letter.failures() + message.received() - 1;
        try {
            if (letter.isEarly(line.now())) {
                // A new message, because a delay beyond the longest must not count as deliveries that failed.
                line.send(List.of(new SqsLine.Post(queues.events(row.name()), letter.failed(failures))));
                return true;
            }
            Attempt.Outcome outcome = attempt.take(new Attempt.Arrival(
                    message.messageId(),
                    ScheduledEvent.read(row, letter.body()),
                    failures,
                    Math.max(1, message.received() - row.attempts()),
                    letter.round()));
            boolean done = outcome.fold(
                    it -> send(it.next()), again -> again(message, again.pause()), dead -> bury(letter, dead));
            attempt.tell(outcome);
            return done;
        } catch (QueueUnavailableException e) {
            LOG.errorf(
                    "%s: an event comes again because what came of it could not be sent: %s",
                    row.name(), e.getMessage());
            hide(message, AFTER_TROUBLE);
            return false;
        }
    }

    private boolean send(List<Event> events) {
        line.send(routes.posts(events, line.now()));
        return true;
    }

    private boolean again(SqsEvent.Message message, Duration pause) {
        hide(message, pause);
        return false;
    }

    private boolean bury(Letter letter, Attempt.Dead dead) {
        line.send(List.of(new SqsLine.Post(
                queues.dead(row.name()), letter.failed(dead.failures()).givenUp(dead.reason(), line.now()))));
        return send(dead.ending().stream().toList());
    }

    /** Without success it comes again all the same, when the queue itself shows it again. */
    private void hide(SqsEvent.Message message, Duration time) {
        try {
            line.hide(queues.events(row.name()), message.receiptHandle(), time);
        } catch (QueueUnavailableException e) {
            LOG.warnf("%s: an event comes again at another time than it should: %s", row.name(), e.getMessage());
        }
    }
}
