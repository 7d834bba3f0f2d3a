package io.bakehouse.engine.local;

import io.bakehouse.engine.Turn;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a message on a queue says, apart from the event itself.
 *
 * @param id the event's id, or the queue's own id of something unreadable
 * @param body the event as {@link io.bakehouse.engine.EventCodec} writes it
 * @param attempts deliveries that ended in a failure
 * @param round how often it was redriven
 * @param reason why it was given up, null while it was not
 * @param turn when it is delivered, compared with others that wait; kept when it comes back
 * @param at when it was given up or else published
 */
record EventMessage(String id, String body, int attempts, int round, String reason, Turn turn, Instant at) {
    private static final int HIGHEST = 9;
    private static final String ID = "bakehouse_id";
    private static final String ATTEMPTS = "bakehouse_attempts";
    private static final String ROUND = "bakehouse_round";
    private static final String REASON = "bakehouse_reason";
    private static final String AT = "bakehouse_at";

    /** Artemis drops a message whose value it has seen on the same queue. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    static EventMessage fresh(String id, byte[] event, Turn turn, Instant now) {
        return new EventMessage(id, new String(event, StandardCharsets.UTF_8), 0, 0, null, turn, now);
    }

    EventMessage failed(int times) {
        return new EventMessage(id, body, times, round, null, turn, at);
    }

    EventMessage givenUp(String why, Instant now) {
        return new EventMessage(id, body, attempts, round, why, turn, now);
    }

    /** Names what has become of this delivery: the same whenever the event is delivered again before that is acknowledged. */
    String fate() {
        return id + "/" + at.toEpochMilli() + "/" + round + "/" + attempts;
    }

    EventMessage redriven() {
        return new EventMessage(id, body, 0, round + 1, null, turn, at);
    }

    /** The event as {@link io.bakehouse.engine.EventCodec} reads it. */
    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a message, whoever put it there. */
    static EventMessage read(Message message) throws JMSException {
        byte[] bytes = new byte[0];
        if (message instanceof BytesMessage binary) {
            bytes = new byte[Math.toIntExact(binary.getBodyLength())];
            binary.readBytes(bytes);
        }
        String id = message.getStringProperty(ID);
        long at = message.propertyExists(AT) ? message.getLongProperty(AT) : message.getJMSTimestamp();
        return new EventMessage(
                id == null ? message.getJMSMessageID() : id,
                new String(bytes, StandardCharsets.UTF_8),
                number(message, ATTEMPTS),
                number(message, ROUND),
                message.getStringProperty(REASON),
                new Turn(HIGHEST - message.getJMSPriority()),
                Instant.ofEpochMilli(at));
    }

    /**
     * The message to send.
     *
     * @param once the queue drops it when it has had a message with that; null for one that it always takes
     */
    Message write(Session session, String once) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(bytes());
        message.setStringProperty(ID, id);
        message.setIntProperty(ATTEMPTS, attempts);
        message.setIntProperty(ROUND, round);
        message.setLongProperty(AT, at.toEpochMilli());
        if (reason != null) {
            message.setStringProperty(REASON, reason);
        }
        if (once != null) {
            message.setStringProperty(DUPLICATE_ID, once);
        }
        return message;
    }

    /** What a queue that has it once shall know it by: the event's id, and after a failure or a redrive how many there were. */
    String once() {
        return attempts == 0 && round == 0 ? id : id + "/" + round + "/" + attempts;
    }

    /** As JMS counts it, 0 to 9: of those that wait, the highest goes first. */
    int priority() {
        return HIGHEST - turn.behind();
    }

    private static int number(Message message, String property) throws JMSException {
        return message.propertyExists(property) ? message.getIntProperty(property) : 0;
    }
}
