package io.bakehouse.engine.local;

import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.platform.Pause;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.jboss.logging.Logger;

/** Gets letters into their queues, each only once however often it is tried. */
final class Post {
    private static final Logger LOG = Logger.getLogger(Post.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** How often what came of an event is tried to be sent before the event goes back to its queue. */
    private static final int MOST_TRIES = 600;

    private final Broker broker;
    private final Pause pause;
    private final Writing writing = new Writing();
    private final Lines together;

    /** One event needs no transaction: that saves it a way to the broker and back. */
    private final Lines alone;

    Post(Broker broker, Pause pause) {
        this.broker = broker;
        this.pause = pause;
        this.together = new Lines(() -> broker.link().line(true));
        this.alone = new Lines(() -> broker.link().line(false));
    }

    /** All of them are on disk when it returns; none where it throws, or some, and whoever asks again sends the rest. */
    void send(List<Letter> letters) throws JMSException {
        writing.<JMSException>alone(letters, () -> {
            if (letters.size() == 1) {
                sendAlone(letters.get(0));
            } else {
                sendTogether(letters);
            }
        });
    }

    /**
     * Sends them and commits all that was done on the line before.
     *
     * <p>Of a broker that tells duplicates, both is one transaction. Any other refuses the whole transaction when a
     * duplicate is in it, gives the event back to its queue, and its next delivery would end just so. There the letters
     * go first; whoever dies in between leaves an event that is delivered again, and letters that the queue drops then.
     */
    void settle(Line line, List<Letter> letters) throws JMSException, InterruptedException {
        if (broker.tellsDuplicates()) {
            writing.<JMSException>alone(letters, () -> {
                sendUnseen(line, letters);
                line.commit();
            });
            return;
        }
        if (!letters.isEmpty()) {
            sendAtLast(line, letters);
        }
        line.commit();
    }

    /** The event stays ours while a queue is full: given back, it would count as one that its process died with. */
    private void sendAtLast(Line line, List<Letter> letters) throws JMSException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                send(letters);
                return;
            } catch (JMSException e) {
                if (!line.isLive() || tries == MOST_TRIES) {
                    throw e;
                }
                if (tries == 1) {
                    LOG.warnf(
                            "%s takes no letters, trying again: %s",
                            letters.get(0).queue(), e.getMessage());
                }
            }
            pause.pause(BETWEEN_TRIES);
        }
    }

    private void sendAlone(Letter letter) throws JMSException {
        alone.use(line -> line.send(letter));
    }

    private void sendTogether(List<Letter> letters) throws JMSException {
        try {
            together.use(line -> {
                sendUnseen(line, letters);
                line.commit();
            });
        } catch (JMSException e) {
            if (!isDuplicate(e)) {
                throw e;
            }
            // One at a time, the queue drops those that it has and takes the others; if we die half-way, whoever called
            // us asks again and the rest follows.
            for (Letter letter : letters) {
                sendAlone(letter);
            }
        }
    }

    /** A duplicate spoils the whole transaction in Artemis, so it must not get in where that can be told. */
    private void sendUnseen(Line line, List<Letter> letters) throws JMSException {
        for (Letter letter : letters) {
            if (letter.once() == null || !broker.hasSeen(letter.queue(), letter.once())) {
                line.send(letter);
            }
        }
    }

    /** Whether the broker refused a transaction because it has had one of its events before. */
    private static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQException artemis
                    && artemis.getType() == ActiveMQExceptionType.DUPLICATE_ID_REJECTED) {
                return true;
            }
        }
        return false;
    }
}
