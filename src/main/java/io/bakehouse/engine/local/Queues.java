package io.bakehouse.engine.local;

/** Names of queues: two per function, one for events on their way to it and one for those that it gave up. */
final class Queues {
    private static final String EVENTS = "function.";
    private static final String DEAD = "dead.";

    private Queues() {}

    static String events(String function) {
        return EVENTS + function;
    }

    static String dead(String function) {
        return DEAD + function;
    }

    /** Whether the queue holds what some function shall run on. */
    static boolean isEvents(String queue) {
        return queue.startsWith(EVENTS);
    }
}
