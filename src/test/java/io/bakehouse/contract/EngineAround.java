package io.bakehouse.contract;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import java.util.List;

/** An engine together with what a test needs around it to make it run; who makes one says how both end. */
public abstract class EngineAround implements Engine {
    private final Engine inner;

    protected EngineAround(Engine inner) {
        this.inner = inner;
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        inner.publish(events, turn);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return inner.deadLetters(limit);
    }

    @Override
    public int redrive(String function, int limit) {
        return inner.redrive(function, limit);
    }
}
