package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.webhook.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * What a notification of the cloud leads to: a look at once, or nothing.
 *
 * @param words for whoever reads the answer
 */
record NoticeAcceptance(Optional<Event> event, String words) {
    static NoticeAcceptance decide(Notice notice, Instant now) {
        return new NoticeAcceptance(Optional.empty(), "nothing waits for " + notice.event() + " at " + now);
    }
}
