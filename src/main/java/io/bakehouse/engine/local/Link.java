package io.bakehouse.engine.local;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The way to a broker: one connection for all sessions. Once it is lost it is made anew by whoever next wants a session,
 * not by the client library, whose own recovery blocks callers and revives transactions of which nobody knows how they
 * ended. Nothing is tried more often than once a second, by one thread at a time.
 */
final class Link implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final Opening opening;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Connection current;
    private volatile String trouble;
    private Instant nextTry = Instant.MIN;
    private boolean warned;
    private boolean closed;

    /** Makes a connection; fails within seconds where nobody answers. */
    interface Opening {
        Connection open() throws JMSException;
    }

    /**
     * A way that is not connected yet.
     *
     * @param name of the broker, for people
     */
    Link(String name, Opening opening, InstantSource clock) {
        this.name = name;
        this.opening = opening;
        this.clock = clock;
        this.trouble = "there is no connection to " + name + " yet";
    }

    /** Why there is no connection, in words; empty while there is one. */
    String trouble() {
        return trouble;
    }

    /** Connects once, so that the first who wants a session need not; if that fails, the trouble says why. */
    void warmUp() {
        try {
            connection();
        } catch (JMSException e) {
            LOG.debugf("not connected at the start: %s", e.getMessage());
        }
    }

    /** A new session, which is good for nothing once the connection is lost. */
    Line line(boolean transacted) throws JMSException {
        Connection connection = connection();
        try {
            Session session = connection.createSession(
                    transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
            return new Line(session, clock, () -> current == connection);
        } catch (JMSException e) {
            lost(connection, e);
            throw e;
        }
    }

    private Connection connection() throws JMSException {
        Connection connection = current;
        return connection == null ? connect() : connection;
    }

    private Connection connect() throws JMSException {
        boolean mine = false;
        try {
            mine = lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (mine && current == null) {
                open();
            }
            Connection connection = current;
            if (connection == null) {
                throw new JMSException(trouble);
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JMSException("interrupted while waiting for " + name);
        } finally {
            if (mine) {
                lock.unlock();
            }
        }
    }

    private void open() throws JMSException {
        if (closed || clock.instant().isBefore(nextTry)) {
            return;
        }
        Connection connection = null;
        try {
            connection = opening.open();
            Connection opened = connection;
            connection.setExceptionListener(failure -> lost(opened, failure));
            connection.start();
            current = connection;
            trouble = "";
            if (warned) {
                LOG.infof("connected to %s", name);
                warned = false;
            }
        } catch (JMSException e) {
            close(connection);
            nextTry = clock.instant().plus(BETWEEN_TRIES);
            say(name + " cannot be reached: " + words(e));
        }
    }

    private void lost(Connection which, JMSException why) {
        lock.lock();
        try {
            if (current == which) {
                current = null;
                say("the connection to " + name + " is lost: " + words(why));
            }
        } finally {
            lock.unlock();
        }
        close(which);
    }

    private void say(String words) {
        if (!words.equals(trouble)) {
            trouble = words;
            warned = true;
            LOG.warnf("%s; trying again", words);
        }
    }

    private static String words(JMSException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage();
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException e) {
            LOG.debugf("closing a connection: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        Connection connection;
        lock.lock();
        try {
            closed = true;
            connection = current;
            current = null;
            trouble = "the engine has stopped";
        } finally {
            lock.unlock();
        }
        close(connection);
    }
}
