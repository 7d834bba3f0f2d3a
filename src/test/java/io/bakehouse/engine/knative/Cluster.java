package io.bakehouse.engine.knative;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.Turn;
import io.bakehouse.engine.knative.keeper.ServedKeeper;
import io.bakehouse.infra.knative.Triggers;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.program.ReservedPort;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.eventing.v1.TriggerBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A broker that stays, and a process of functions and a keeper that come and go, each over HTTP. */
final class Cluster implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(20);

    final TestBroker broker = new TestBroker();
    private final ReservedPort functionsPort = new ReservedPort();
    private final ReservedPort keeperPort = new ReservedPort();
    private final Path folder;
    private boolean subscribed;

    Cluster(Path folder) {
        this.folder = folder;
    }

    /** The Triggers of the table, as they are generated, but with a shorter first pause. */
    void subscribe(FunctionTable table, int atOnce, int retries) {
        if (!subscribed) {
            List<Trigger> triggers = Triggers.of(table).stream()
                    .map(trigger -> new TriggerBuilder(trigger)
                            .editSpec()
                            .editDelivery()
                            .withBackoffDelay("PT0.05S")
                            .withRetry(retries)
                            .endDelivery()
                            .endSpec()
                            .build())
                    .toList();
            broker.subscribe(triggers, name -> name.equals("bakehouse-keeper") ? keeperUrl() : functionsUrl(), atOnce);
            subscribed = true;
        }
    }

    URI functionsUrl() {
        return URI.create("http://127.0.0.1:" + functionsPort.number());
    }

    URI keeperUrl() {
        return URI.create("http://127.0.0.1:" + keeperPort.number());
    }

    ServedKeeper keeper(FunctionTable table) {
        return new ServedKeeper(folder, keeperPort.number(), table, broker.url());
    }

    /** An engine that nothing is delivered to. */
    static KnativeEngine publisher(FunctionTable table, URI broker, URI keeper) {
        return engine(table, List.of(), new Bench(), broker, keeper);
    }

    private static KnativeEngine engine(
            FunctionTable table, List<FunctionRow> served, Bench bench, URI broker, URI keeper) {
        return new KnativeEngine(
                table,
                served,
                bench,
                new Remote("the broker", broker, Optional.empty()),
                new Remote("the keeper", keeper, Optional.of(ServedKeeper.TOKEN)),
                Clock.systemUTC(),
                Listeners.NONE,
                DRAIN);
    }

    /** A process that runs all functions of the table. */
    Running functions(FunctionTable table, Bench bench) {
        KnativeEngine engine = engine(table, table.queued(), bench, broker.url(), keeperUrl());
        Served served = new Served(
                functionsPort.number(),
                (method, path, query, headers, body) ->
                        engine.take(path.substring("/functions/".length()), headers, body));
        return new Running(engine, served, null);
    }

    /** The same and a keeper, which end together. */
    Running start(FunctionTable table, Bench bench) {
        ServedKeeper keeper = keeper(table);
        Running functions = functions(table, bench);
        return new Running(functions.engine, functions.served, keeper);
    }

    @Override
    public void close() {
        broker.close();
    }

    /** What runs until it is closed. */
    record Running(KnativeEngine engine, Served served, ServedKeeper keeper) implements Engine {
        @Override
        public void publish(List<Event> events, Turn turn) {
            engine.publish(events, turn);
        }

        @Override
        public List<DeadLetter> deadLetters(int limit) {
            return engine.deadLetters(limit);
        }

        @Override
        public int redrive(String function, int limit) {
            return engine.redrive(function, limit);
        }

        @Override
        public void close() {
            engine.close();
            served.close();
            if (keeper != null) {
                keeper.close();
            }
        }
    }
}
