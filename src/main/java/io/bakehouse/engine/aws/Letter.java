package io.bakehouse.engine.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * What a message on a queue says, apart from the event itself. Each of it travels as an attribute of the message; a message
 * without any, such as a schedule sends, is an event on its first way.
 *
 * @param body the event as {@link io.bakehouse.engine.EventCodec} writes it
 * @param failures deliveries of earlier copies of it that ended in a failure
 * @param round how often it was redriven
 * @param notBefore earliest time of delivery, null for at once; SQS itself delays by 15 minutes at most
 * @param reason why it was given up, null while it was not
 * @param at when it was given up, null while it was not
 */
record Letter(String body, int failures, int round, Instant notBefore, String reason, Instant at) {
    /** The longest that SQS delays a message. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private static final String FAILURES = "bakehouse_failures";
    private static final String ROUND = "bakehouse_round";
    private static final String NOT_BEFORE = "bakehouse_not_before";
    private static final String REASON = "bakehouse_reason";
    private static final String AT = "bakehouse_at";

    static Letter fresh(String body, Instant notBefore) {
        return new Letter(body, 0, 0, notBefore, null, null);
    }

    Letter failed(int times) {
        return new Letter(body, times, round, notBefore, reason, at);
    }

    Letter givenUp(String why, Instant now) {
        return new Letter(body, failures, round, null, why, now);
    }

    Letter redriven() {
        return new Letter(body, 0, round + 1, null, null, null);
    }

    boolean isEarly(Instant now) {
        return notBefore != null && now.isBefore(notBefore);
    }

    /** How long SQS is asked to delay it, in whole seconds; what is longer is delayed again when it arrives. */
    int delaySeconds(Instant now) {
        if (!isEarly(now)) {
            return 0;
        }
        Duration ahead = Duration.between(now, notBefore);
        return ahead.compareTo(LONGEST_DELAY) >= 0 ? (int) LONGEST_DELAY.toSeconds() : (int) seconds(ahead);
    }

    /** Whole seconds, and rather too long than too short. */
    static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }

    /**
     * Reads a message, whoever put it there.
     *
     * @param attribute the text of the attribute of that name, null when there is none
     */
    static Letter read(String body, Function<String, String> attribute) {
        return new Letter(
                body,
                (int) number(attribute, FAILURES, 0),
                (int) number(attribute, ROUND, 0),
                time(attribute, NOT_BEFORE),
                attribute.apply(REASON),
                time(attribute, AT));
    }

    /** The attributes of the message to send. */
    Map<String, MessageAttributeValue> attributes() {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        if (failures > 0) {
            attributes.put(FAILURES, value("Number", String.valueOf(failures)));
        }
        if (round > 0) {
            attributes.put(ROUND, value("Number", String.valueOf(round)));
        }
        if (notBefore != null) {
            attributes.put(NOT_BEFORE, value("Number", String.valueOf(notBefore.toEpochMilli())));
        }
        if (reason != null) {
            attributes.put(REASON, value("String", PlainText.of(reason)));
        }
        if (at != null) {
            attributes.put(AT, value("Number", String.valueOf(at.toEpochMilli())));
        }
        return attributes;
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }

    private static Instant time(Function<String, String> attribute, String name) {
        long millis = number(attribute, name, -1);
        return millis < 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static long number(Function<String, String> attribute, String name, long otherwise) {
        String text = attribute.apply(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
