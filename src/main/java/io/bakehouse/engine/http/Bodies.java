package io.bakehouse.engine.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads bodies before anybody works on them, without a thread that waits: whoever sends a byte a second holds a connection
 * and what has come so far, and nothing that others need. Each body has its limit and its time, and all of them together
 * have a part of the memory.
 */
@Singleton
final class Bodies {
    /** After the limits that can be told from the headers, before the turnstile. */
    private static final int AFTER_LIMITS = 950;

    private static final long LONGEST_MILLIS = 20_000;
    private static final int PART_OF_MEMORY = 4;

    private final BodyLimit limit;
    private final AtomicLong held = new AtomicLong();
    private final long most = Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;

    Bodies(BodyLimit limit) {
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_LIMITS);
    }

    private void read(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith("/webhooks/") && !path.startsWith("/chat/") && !path.startsWith("/commands")) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            // Only where somebody has allowed it: there, Quarkus REST cannot take over a request that has been read.
            context.next();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        new Reading(context).begin();
    }

    /** One body on its way in. */
    private final class Reading {
        private final RoutingContext context;
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean over;

        Reading(RoutingContext context) {
            this.context = context;
        }

        void begin() {
            timer = context.vertx().setTimer(LONGEST_MILLIS, late -> giveUp());
            context.addEndHandler(ended -> {
                over = true;
                context.vertx().cancelTimer(timer);
                held.addAndGet(-body.length());
            });
            context.request().handler(this::add).endHandler(complete -> end());
        }

        private void add(Buffer part) {
            if (over) {
                return;
            }
            if (body.length() + (long) part.length() > limit.of(context)) {
                refuse(413, BodyLimit.words(limit.of(context)));
            } else if (held.addAndGet(part.length()) > most) {
                held.addAndGet(-part.length());
                refuse(503, "too many bodies at a time; send it again");
            } else {
                body.appendBuffer(part);
            }
        }

        /** Nobody knows whether more will come, so nothing is waited for once it is said. */
        private void giveUp() {
            refuse(408, "the body was not complete within " + LONGEST_MILLIS / 1_000 + " s");
            context.request().connection().close();
        }

        private void refuse(int status, String words) {
            if (!over) {
                over = true;
                BodyLimit.refuse(context, status, words);
            }
        }

        private void end() {
            context.vertx().cancelTimer(timer);
            if (!over) {
                // What the library's own body handler does, which would not keep the bytes of a multipart form.
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        }
    }
}
