package io.bakehouse.engine.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Takes away a webhook's Content-Type that is none: the senders' readers go by what the body is. */
@Singleton
final class LenientMediaType {
    private static final int BEFORE_ROUTES = 900;
    /** Every repetition keeps what it has got: it is looked at before anybody has proven who they are, and may be long. */
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "[\\w!#$&^.+*-]++/[\\w!#$&^.+*-]++" + "(?:\\s*+;\\s*+[\\w!#$&^.+*-]++=(?:\"[^\"]*+\"|[^\";]*+))*+\\s*+;?");

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ROUTES);
    }

    private void check(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && context.normalizedPath().startsWith("/webhooks/") && !isMediaType(type)) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        context.next();
    }

    static boolean isMediaType(String text) {
        return MEDIA_TYPE.matcher(text.strip()).matches();
    }
}
