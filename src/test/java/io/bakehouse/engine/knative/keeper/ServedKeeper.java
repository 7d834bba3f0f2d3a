package io.bakehouse.engine.knative.keeper;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.knative.Remote;
import io.bakehouse.engine.knative.Served;
import io.bakehouse.engine.local.KeptEvents;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A keeper on a folder and a port. */
public final class ServedKeeper implements AutoCloseable {
    public static final String TOKEN = "the-token-of-these-tests";
    private static final String BELOW = "/keeper/";

    private final KeeperEngine engine;
    private final Served served;

    public ServedKeeper(Path folder, int port, FunctionTable table, URI broker) {
        KeptEvents store = KeptEvents.open(folder, 0, table, Clock.systemUTC());
        engine = new KeeperEngine(
                store,
                table,
                new Remote("the broker", broker, Optional.empty()),
                Optional.of(TOKEN),
                Clock.systemUTC());
        served = new Served(
                port,
                (method, path, query, headers, body) ->
                        engine.answer(method, path.substring(BELOW.length()), query, headers, body));
    }

    /** Events that it holds for the function, or for all. */
    public long depth(String name) {
        return engine.depth(name).orElseThrow();
    }

    @Override
    public void close() {
        served.close();
        engine.close();
    }
}
