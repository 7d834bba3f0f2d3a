package io.bakehouse.engine.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.MDC;

/** The invocation that Lambda has under way in this thread: how much time it leaves, and its id for the log. */
final class Invocation {
    /** What is kept of the time for sending what came of it. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** As Lambda's own log lines call it. */
    private static final String REQUEST_ID = "AWSRequestId";

    private static final Duration UNLIMITED = Duration.ofDays(1);
    private static final ThreadLocal<Context> CURRENT = new ThreadLocal<>();

    private Invocation() {}

    /** What is done during one. */
    interface Work {
        void run() throws IOException;
    }

    /** Does it with that context. */
    static void during(Context context, Work work) throws IOException {
        CURRENT.set(context);
        MDC.put(REQUEST_ID, context.getAwsRequestId());
        try {
            work.run();
        } finally {
            MDC.remove(REQUEST_ID);
            CURRENT.remove();
        }
    }

    /** How long a function may run now, whatever its row says; a day where Lambda says nothing. */
    static Duration left() {
        Context context = CURRENT.get();
        return context == null
                ? UNLIMITED
                : Duration.ofMillis(context.getRemainingTimeInMillis()).minus(KEPT);
    }
}
