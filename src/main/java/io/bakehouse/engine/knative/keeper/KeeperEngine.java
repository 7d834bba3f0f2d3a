package io.bakehouse.engine.knative.keeper;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Turn;
import io.bakehouse.engine.knative.Answer;
import io.bakehouse.engine.knative.Remote;
import io.bakehouse.engine.local.KeptEvents;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The process that keeps what Knative's brokers cannot keep. It runs no function. */
final class KeeperEngine implements Engine {
    private final KeptEvents store;
    private final Keeper keeper;
    private final KeeperFace face;

    /** On that store, which it closes. */
    KeeperEngine(KeptEvents store, FunctionTable table, Remote broker, Optional<String> token, InstantSource clock) {
        this.store = store;
        this.keeper = new Keeper(store, table, broker, clock);
        this.face = new KeeperFace(keeper, this, token);
    }

    /** One request to a path below {@code /keeper/}. */
    Answer answer(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, List<String>> headers,
            byte[] body) {
        return face.answer(method, path, query, headers, body);
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        events.forEach(keeper::publish);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return store.deadLetters(limit);
    }

    @Override
    public int redrive(String function, int limit) {
        return store.redrive(function, limit);
    }

    @Override
    public String trouble() {
        return store.trouble();
    }

    @Override
    public OptionalLong depth(String function) {
        return OptionalLong.of(store.depth(function));
    }

    @Override
    public OptionalLong dead(String function) {
        return OptionalLong.of(store.dead(function));
    }

    @Override
    public void close() {
        store.close();
    }
}
