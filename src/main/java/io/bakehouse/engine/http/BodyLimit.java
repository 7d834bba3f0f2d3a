package io.bakehouse.engine.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that is announced as too large before a byte of it is read, and stops reading one that does not announce
 * its length. The limit of {@code quarkus.http.limits.max-body-size} is higher, because it answers without a word.
 */
@Singleton
public class BodyLimit {
    private static final int FIRST = 1_000;
    private static final long COMMAND = 64 * 1024;

    private final long webhook;

    BodyLimit(@ConfigProperty(name = "bakehouse.body-limit", defaultValue = "8M") MemorySize webhook) {
        this.webhook = webhook.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            // There, a connection has no such header, and clients refuse an answer that has one.
            context.addHeadersEndHandler(end -> context.response().headers().remove(HttpHeaders.CONNECTION));
        }
        long limit = of(context);
        if (announced(context) <= limit) {
            context.next();
            return;
        }
        refuse(context, 413, words(limit));
    }

    /** Answers with a problem and ends the connection: what may still be on its way is not read. */
    static void refuse(RoutingContext context, int status, String words) {
        JsonObject problem = new JsonObject()
                .put("type", ProblemType.NONE.toString())
                .put("status", status)
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("detail", words)
                .put("instance", context.normalizedPath());
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem.encode());
    }

    /** Bytes that a body to this path may have. */
    long of(RoutingContext context) {
        return context.normalizedPath().startsWith("/commands") ? Math.min(COMMAND, webhook) : webhook;
    }

    /** The webhook's body, or a 413; null is an empty one. */
    byte[] read(InputStream body) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes((int) Math.min(webhook + 1, Integer.MAX_VALUE));
            if (bytes.length > webhook) {
                throw Problems.of(413, words(webhook));
            }
            return bytes;
        } catch (IOException e) {
            throw Problems.of(400, "the body ended before it was complete");
        }
    }

    static String words(long limit) {
        return "the body is larger than " + limit + " bytes (bakehouse.body-limit)";
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Netty has refused what is no number; 18 digits are a large one.
        return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
    }
}
