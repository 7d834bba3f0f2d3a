package io.bakehouse.engine.knative;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Knative's broker moves the events and delivers each with an HTTP request; this engine has no queue. What a broker cannot
 * do, wait and show what it gave up, the keeper does.
 */
final class KnativeEngine implements Engine {
    /** As long as a request waits for others of its function before the broker shall try again. */
    private static final Duration LONGEST_QUEUEING = Duration.ofSeconds(20);

    /** The broker counts the deaths of processes, so that ours is never reached. */
    private static final int DEATHS = 1;

    /** One function and how many more of it may run. */
    private record Seats(Subscriber subscriber, int all, Semaphore free) {}

    private final FunctionTable table;
    private final KnativePublisher publisher;
    private final KeeperClient keeper;
    private final TimeLimit functions;
    private final InstantSource clock;
    private final Duration drain;
    private final Map<String, Seats> seats = new LinkedHashMap<>();
    private volatile boolean closing;

    /**
     * The engine of one process.
     *
     * @param served the functions that deliveries may be for
     * @param drain how long running functions may take to finish when the process is told to stop
     */
    KnativeEngine(
            FunctionTable table,
            List<FunctionRow> served,
            FunctionInvocation invocation,
            Remote broker,
            Remote keeper,
            InstantSource clock,
            Listeners listeners,
            Duration drain) {
        this.table = table;
        this.keeper = new KeeperClient(keeper);
        this.publisher = new KnativePublisher(table, broker, this.keeper, clock, listeners);
        this.functions = new TimeLimit(table, invocation);
        this.clock = clock;
        this.drain = drain;
        for (FunctionRow row : served) {
            Attempt attempt = new Attempt(row, functions, listeners, clock, DEATHS);
            Subscriber subscriber = new Subscriber(row, attempt, publisher, this.keeper, clock);
            seats.put(row.name(), new Seats(subscriber, row.concurrency(), new Semaphore(row.concurrency(), true)));
        }
    }

    /** One delivery; brokers try again what is not answered with 2xx, for a while. */
    Answer take(String function, Map<String, List<String>> headers, byte[] body) {
        Seats mine = seats.get(function);
        if (mine == null) {
            return Answer.words(404, "this process does not run a function '" + function + "'");
        }
        try {
            if (closing || !mine.free().tryAcquire(LONGEST_QUEUEING.toMillis(), TimeUnit.MILLISECONDS)) {
                return Answer.later(function + " has no place free in this process");
            }
            try {
                return closing
                        ? Answer.later("this process stops")
                        : mine.subscriber().take(headers, body);
            } finally {
                mine.free().release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.later(function + " was interrupted");
        }
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        publisher.publish(events, turn);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return keeper.deadLetters(limit);
    }

    @Override
    public int redrive(String function, int limit) {
        return keeper.redrive(function.equals(ALL) ? ALL : table.row(function).name(), limit);
    }

    @Override
    public void close() {
        closing = true;
        Instant end = clock.instant().plus(drain);
        try {
            for (Seats each : seats.values()) {
                long left = Math.max(1, Duration.between(clock.instant(), end).toMillis());
                if (!each.free().tryAcquire(each.all(), left, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        functions.close();
    }
}
