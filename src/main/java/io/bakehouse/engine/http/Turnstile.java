package io.bakehouse.engine.http;

import io.bakehouse.webhook.Senders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets few requests of one sender be worked on at a time and the others wait in the order in which they came: all threads
 * busy with one sender's flood would make every other sender wait for its end. Commands have a lane of their own, and so
 * have all that read. Bodies have been read by then, so that nobody
 * can hold a place by being slow. How many can wait is bounded by the connections
 * ({@code quarkus.http.limits.max-connections}), how long by {@code quarkus.http.idle-timeout}.
 */
@Singleton
final class Turnstile {
    private static final int AFTER_BODIES = 940;
    private static final int AT_A_TIME = 16;
    private static final List<String> CHATS = List.of("slack", "mattermost", "discord", "teams");
    private static final String OTHERS = "";
    private static final String COMMANDS = "commands";
    private static final Set<String> SENDERS = Set.of("webhooks", "chat");

    /** Health and metrics, which have to answer when nothing else does. */
    private static final String OPERATORS = "/q/";

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    void register(@Observes Filters filters, Senders senders) {
        senders.names().forEach(sender -> lanes.put(sender, new Lane()));
        CHATS.forEach(chat -> lanes.put(chat, new Lane()));
        lanes.put(COMMANDS, new Lane());
        lanes.put(OTHERS, new Lane());
        filters.register(this::enter, AFTER_BODIES);
    }

    private void enter(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.startsWith(OPERATORS)) {
            context.next();
            return;
        }
        String[] segments = path.split("/", 4);
        boolean named = segments.length > 2 && SENDERS.contains(segments[1]);
        String lane = named ? segments[2] : segments.length > 1 ? segments[1] : OTHERS;
        lanes.getOrDefault(lane, lanes.get(OTHERS)).enter(context);
    }

    /** One sender's requests. */
    private static final class Lane {
        private final Deque<Visitor> waiting = new ArrayDeque<>();
        private int inside;

        void enter(RoutingContext context) {
            Visitor visitor = new Visitor(context, Vertx.currentContext());
            boolean free;
            synchronized (this) {
                free = inside < AT_A_TIME;
                if (free) {
                    inside++;
                    visitor.inside = true;
                } else {
                    waiting.add(visitor);
                }
            }
            // Also when the connection is lost, whether it has been let in or not.
            context.addEndHandler(ended -> leave(visitor));
            if (free) {
                context.next();
            }
        }

        private void leave(Visitor visitor) {
            Visitor next = null;
            synchronized (this) {
                if (!visitor.inside) {
                    waiting.remove(visitor);
                    return;
                }
                next = waiting.poll();
                if (next == null) {
                    inside--;
                } else {
                    next.inside = true;
                }
            }
            if (next != null) {
                next.proceed();
            }
        }
    }

    /** One request, and the thread that it belongs to. */
    private static final class Visitor {
        private final RoutingContext request;
        private final Context loop;
        private boolean inside;

        Visitor(RoutingContext request, Context loop) {
            this.request = request;
            this.loop = loop;
        }

        void proceed() {
            loop.runOnContext(now -> request.next());
        }
    }
}
