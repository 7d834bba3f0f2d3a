package io.bakehouse.engine.local;

import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.local.Line.Letter;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The events that are being written right now, each by one thread. Artemis looks for a duplicate when an event comes and
 * remembers the event when it is on disk: of many that come in between, all would be taken.
 */
final class Writing {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<String> ids = new HashSet<>();

    /** What is written, until it is on disk. */
    interface Work<E extends Exception> {
        void run() throws E;
    }

    /**
     * Writes as soon as nobody else writes one of these events.
     *
     * @throws QueueUnavailableException when that takes too long
     */
    <E extends Exception> void alone(List<Letter> letters, Work<E> work) throws E {
        Set<String> mine =
                letters.stream().map(letter -> letter.message().id()).collect(Collectors.toUnmodifiableSet());
        begin(mine);
        try {
            work.run();
        } finally {
            end(mine);
        }
    }

    private void begin(Set<String> mine) {
        lock.lock();
        try {
            long left = LONGEST_WAIT.toNanos();
            while (!Collections.disjoint(ids, mine)) {
                if (left <= 0) {
                    throw new QueueUnavailableException("the queue is busy with the same event", null);
                }
                left = ended.awaitNanos(left);
            }
            ids.addAll(mine);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while waiting for the queue", e);
        } finally {
            lock.unlock();
        }
    }

    private void end(Set<String> mine) {
        lock.lock();
        try {
            ids.removeAll(mine);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
