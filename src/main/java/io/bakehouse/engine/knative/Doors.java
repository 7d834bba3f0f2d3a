package io.bakehouse.engine.knative;

import io.bakehouse.engine.knative.keeper.KeeperStarter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What the same program does not show in a process that is there for one thing. */
@Singleton
final class Doors {
    private static final int BEFORE_ALL_ELSE = 2_000;
    private static final String OPERATORS = "/q/";

    private final KnativeStarter functions;
    private final KeeperStarter keeper;

    Doors(KnativeStarter functions, KeeperStarter keeper) {
        this.functions = functions;
        this.keeper = keeper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ALL_ELSE);
    }

    private void enter(RoutingContext context) {
        if (isOpen(context.normalizedPath())) {
            context.next();
        } else {
            context.response().setStatusCode(404).end();
        }
    }

    private boolean isOpen(String path) {
        if (path.startsWith(OPERATORS)) {
            return true;
        }
        if (keeper.running().isPresent()) {
            return path.startsWith("/keeper/");
        }
        return !functions.servesFunctionsOnly() || path.startsWith("/functions/");
    }
}
