package io.bakehouse.engine.http;

import io.bakehouse.chat.ChatText;
import io.bakehouse.engine.Publisher;
import io.bakehouse.function.ChatOutcome;
import io.bakehouse.function.RunCommand;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Commands of chats that take no answer later: what cannot be told within the time limit is left to the queue. Should both
 * come to an end, their events have the same ids.
 */
@Singleton
public class InlineCommands {
    private static final Logger LOG = Logger.getLogger(InlineCommands.class);
    private static final int SECONDS = 4;
    private static final int MOST_AT_A_TIME = 8;

    private final RunCommand function;
    private final Publisher publisher;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST_AT_A_TIME, 30, TimeUnit.SECONDS, new SynchronousQueue<>());

    InlineCommands(RunCommand function, Publisher publisher) {
        this.function = function;
        this.publisher = publisher;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** What to tell within four seconds; the command's events are on disk then. */
    ChatText carryOut(CommandRequested asked) {
        try {
            Future<ChatOutcome> future = threads.submit(() -> function.carryOut(asked));
            ChatOutcome outcome;
            try {
                outcome = future.get(SECONDS, TimeUnit.SECONDS);
            } finally {
                future.cancel(true);
            }
            if (!outcome.events().isEmpty()) {
                publisher.publish(outcome.events());
            }
            return followed(outcome);
        } catch (TimeoutException | RejectedExecutionException e) {
            return later(asked);
        } catch (ExecutionException e) {
            LOG.debugf(
                    "a command of a chat failed at first: %s",
                    e.getCause().getClass().getSimpleName());
            return later(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later(asked);
        }
    }

    private ChatText later(CommandRequested asked) {
        publisher.publish(List.of(Event.of(EventType.COMMAND_REQUESTED, asked)));
        return ChatText.quiet("the cloud takes its time, and nothing can be told here later: ask 'status' in a while");
    }

    private static ChatText followed(ChatOutcome outcome) {
        if (outcome.bake() == null) {
            return outcome.text();
        }
        List<String> lines = new java.util.ArrayList<>(outcome.text().lines());
        lines.add("To see how far it has come, ask: status " + outcome.bake());
        return new ChatText(lines, outcome.text().everybody(), outcome.text().buttons());
    }
}
