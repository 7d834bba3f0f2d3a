package io.bakehouse.engine.aws;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.TimeLimit;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Events on SQS, a queue and a queue of dead letters for each function. It takes nothing off the queues itself: Lambda does,
 * and hands over what came. Nothing is remembered between two calls, so that any number of processes can share the work.
 */
final class SqsEngine implements Engine {
    private static final Logger LOG = Logger.getLogger(SqsEngine.class);

    private final Queues queues;
    private final Routes routes;
    private final SqsLine line;
    private final Listeners listeners;
    private final TimeLimit functions;
    private final SqsDeadLetters deadLetters;
    private final Map<String, SqsStep> steps = new LinkedHashMap<>();

    private SqsEngine(SqsLine line, Queues queues, FunctionTable table, TimeLimit functions, Listeners listeners) {
        this.line = line;
        this.queues = queues;
        this.listeners = listeners;
        this.functions = functions;
        this.routes = new Routes(table, queues);
        this.deadLetters = new SqsDeadLetters(table, queues, routes, line);
    }

    /**
     * Connects to nothing yet.
     *
     * @param sqs closed with the engine
     * @param deaths how often the process may end during deliveries of an event until that is a dead letter
     */
    static SqsEngine start(
            SqsClient sqs,
            Queues queues,
            FunctionTable table,
            FunctionInvocation functions,
            InstantSource clock,
            Listeners listeners,
            int deaths) {
        TimeLimit limited = new TimeLimit(table, functions, Invocation::left);
        SqsEngine engine = new SqsEngine(new SqsLine(sqs, clock), queues, table, limited, listeners);
        for (FunctionRow row : table.queued()) {
            Attempt attempt = new Attempt(row, limited, listeners, clock, deaths);
            engine.steps.put(row.name(), new SqsStep(row, attempt, queues, engine.routes, engine.line));
        }
        return engine;
    }

    /** Takes each message as far as it gets, one after the other. */
    BatchAnswer deliver(SqsEvent event) {
        List<BatchAnswer.Failure> failures = new ArrayList<>();
        for (SqsEvent.Message message : event.records()) {
            if (!isDone(message)) {
                failures.add(new BatchAnswer.Failure(message.messageId()));
            }
        }
        return new BatchAnswer(failures);
    }

    private boolean isDone(SqsEvent.Message message) {
        SqsStep step =
                queues.functionOf(message.eventSourceArn()).map(steps::get).orElse(null);
        if (step == null) {
            LOG.errorf(
                    "an event came from the queue %s, but functions.yaml has no function for it; it will be among the"
                            + " dead letters of that queue",
                    message.eventSourceArn());
            return false;
        }
        try {
            return step.take(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Publishes the terminal events of what SQS itself has put among the dead letters; returns how many. */
    int endDeadLetters() {
        return deadLetters.end();
    }

    /** SQS knows no turns: every event has the same. */
    @Override
    public void publish(List<Event> events, Turn turn) {
        line.send(routes.posts(events, line.now()));
        events.forEach(event -> listeners.tell(listener -> listener.published(event)));
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return deadLetters.list(limit);
    }

    @Override
    public int redrive(String function, int limit) {
        return deadLetters.redrive(function, limit);
    }

    @Override
    public void close() {
        functions.close();
        line.close();
    }
}
