package io.bakehouse.engine;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import java.util.List;

/** Runs a function of that name and returns the events that it wants published; throws what the function throws. */
@FunctionalInterface
public interface FunctionInvocation {
    /** Runs the function once, in the caller's thread. */
    List<Event> invoke(String function, EventData data) throws Exception;
}
