package io.bakehouse.engine.local;

/** What the engine needs of a broker, wherever that runs. */
interface Broker extends AutoCloseable {
    /** The way to it. */
    Link link();

    /** Why it takes no events just now, in words; empty while it does. */
    String trouble();

    /** Whether it has too little space to accept more, as far as that is known before it is tried. */
    boolean isFull();

    /** Whether it can be asked for what it has had, so that a duplicate need not be tried. */
    boolean tellsDuplicates();

    /** Whether the queue has had a message with that id, as far as it remembers; false where it cannot be asked. */
    boolean hasSeen(String queue, String id);

    /** Messages on the queue, those that are delivered or scheduled among them; the last known number while it is away. */
    long depth(String queue);

    @Override
    void close();
}
