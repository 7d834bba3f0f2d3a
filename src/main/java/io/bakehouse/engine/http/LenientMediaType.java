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
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+(\\s*;\\s*[\\w!#$&^.+*-]+=(\"[^\"]*\"|[^\";]*))*\\s*;?");

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ROUTES);
    }

    private void check(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null
                && context.normalizedPath().startsWith("/webhooks/")
                && !MEDIA_TYPE.matcher(type.strip()).matches()) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        context.next();
    }
}
