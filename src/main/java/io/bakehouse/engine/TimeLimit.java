package io.bakehouse.engine;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * Runs each function in a thread of its own for as long as its row allows. One that does not stop when it is
 * interrupted keeps its thread; there is one spare thread for every one in use, and then no more.
 */
public final class TimeLimit implements FunctionInvocation, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int SPARE = 2;
    private final FunctionTable table;
    private final FunctionInvocation functions;
    private final Supplier<Duration> left;
    private final ThreadPoolExecutor threads;

    public TimeLimit(FunctionTable table, FunctionInvocation functions) {
        this(table, functions, () -> LONGEST);
    }

    /**
     * The same for a process that may end sooner.
     *
     * @param left how long the caller's thread can wait now
     */
    public TimeLimit(FunctionTable table, FunctionInvocation functions, Supplier<Duration> left) {
        this.table = table;
        this.functions = functions;
        this.left = left;
        int atOnce = table.rows().stream().mapToInt(FunctionRow::concurrency).sum();
        this.threads = new ThreadPoolExecutor(
                0, Math.max(1, SPARE * atOnce), IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "function");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public List<Event> invoke(String function, EventData data) throws Exception {
        Duration limit = shorter(table.row(function).timeout(), left.get());
        // What the log says of whose turn it is holds for the function's lines too.
        Map<String, Object> context = MDC.getMap();
        Future<List<Event>> result;
        try {
            result = threads.submit(() -> {
                Thread.currentThread().setName("function " + function);
                context.forEach(MDC::put);
                try {
                    return functions.invoke(function, data);
                } finally {
                    MDC.clear();
                }
            });
        } catch (RejectedExecutionException e) {
            throw new InvocationException("no thread is free: functions that should have ended are still running", e);
        }
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new InvocationException("it took longer than " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            result.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause
                    ? cause
                    : new InvocationException(Failure.words(e.getCause()), e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Interrupts whatever still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
