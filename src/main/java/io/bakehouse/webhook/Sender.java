package io.bakehouse.webhook;

import java.time.Instant;

/** One kind of tool that reports to us. Adding one is one class here, one line in {@link Senders}, and its fixtures. */
public interface Sender {

    /** Its name in the path: {@code /webhooks/{name}}. */
    String name();

    /**
     * Reads what the tool says. Reads only: it may be asked again about the same request.
     *
     * @throws MalformedException when it is not what this tool sends
     */
    Reading read(WebhookRequest request, Instant now);

    /** The status that says "accepted" to this tool: most take nothing but 200 for success. */
    default int success() {
        return 200;
    }

    /** Whether the answer may have a body. */
    default boolean readsAnswers() {
        return true;
    }
}
