package io.bakehouse.engine.knative;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bakehouse.engine.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a function leaves with the keeper, in JSON.
 *
 * @param to name of a function, or all
 * @param id the event's
 * @param body the event as {@link EventCodec} reads it; of something unreadable at most so much as an event may have
 * @param failures deliveries that ended in a failure
 * @param round how often it was redriven
 * @param notBefore when it is due; null for a dead letter
 * @param reason why it was given up; null for what is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeptEvent(String to, String id, String body, int failures, int round, Instant notBefore, String reason) {
    /** How the keeper's requests and answers are written. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_REASON = 2_000;
    private static final int MOST_TIMES = 1_000_000;

    public KeptEvent {
        require(to != null && !to.isEmpty(), "'to' is missing");
        require(id != null && !id.isEmpty() && id.length() <= LONGEST_ID, "'id' is missing or too long");
        require(
                body != null && body.getBytes(StandardCharsets.UTF_8).length <= EventCodec.LARGEST,
                "'body' is missing or larger than an event may be");
        require(failures >= 0 && failures <= MOST_TIMES && round >= 0 && round <= MOST_TIMES, "a number is wrong");
        require((notBefore == null) != (reason == null), "it has either a time or a reason");
        require(reason == null || reason.length() <= LONGEST_REASON, "'reason' is too long");
    }

    /** To be sent on then. */
    static KeptEvent until(Instant time, String to, String id, byte[] body, int failures, int round) {
        return new KeptEvent(to, id, new String(body, StandardCharsets.UTF_8), failures, round, time, null);
    }

    /** To be kept until somebody redrives it; cut where it is larger than any event. */
    public static KeptEvent dead(String to, String id, byte[] body, int failures, int round, String reason) {
        String text = new String(body, 0, Math.min(body.length, EventCodec.LARGEST), StandardCharsets.UTF_8);
        while (text.getBytes(StandardCharsets.UTF_8).length > EventCodec.LARGEST) {
            text = text.substring(0, text.length() - 1);
        }
        String words = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        String known = id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
        return new KeptEvent(to, known, text, failures, round, null, words);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
