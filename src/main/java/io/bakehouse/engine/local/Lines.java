package io.bakehouse.engine.local;

import jakarta.jms.JMSException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sessions of one kind, kept for whoever needs one next. Their number is that of the threads that use them at a time. */
final class Lines {

    /** Opens a session. */
    interface Opening {
        Line open() throws JMSException;
    }

    /** What is done with a line. */
    interface Use {
        void with(Line line) throws JMSException;
    }

    private final Opening opening;
    private final Deque<Line> idle = new ArrayDeque<>();

    Lines(Opening opening) {
        this.opening = opening;
    }

    /** Lends a line; one with which something went wrong is not used again. */
    void use(Use use) throws JMSException {
        Line line = borrow();
        boolean good = false;
        try {
            use.with(line);
            good = true;
        } finally {
            if (good) {
                giveBack(line);
            } else {
                line.close();
            }
        }
    }

    private Line borrow() throws JMSException {
        synchronized (idle) {
            // All of a connection that was lost go at once, so that nobody after the next one meets them.
            idle.removeIf(line -> !line.isLive());
            Line line = idle.poll();
            if (line != null) {
                return line;
            }
        }
        return opening.open();
    }

    private void giveBack(Line line) {
        synchronized (idle) {
            idle.push(line);
        }
    }
}
