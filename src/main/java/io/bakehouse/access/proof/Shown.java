package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.ShownTokens;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The secret itself, wherever the tool can put it: {@code Authorization: Bearer} or {@code Token}, the password of
 * {@code Basic}, one of several headers, {@code ?token=}, or a segment of the path.
 */
final class Shown implements Scheme {
    private static final List<String> HEADERS = List.of("X-Data-Collector-Token", "X-Gitlab-Token", "X-Api-Key");
    private static final int MOST_SEGMENTS = 8;

    @Override
    public String name() {
        return "token";
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        // All places are compared, always: the time taken tells nothing about where or how far the token fits.
        return Stream.of(
                                ShownTokens.of(request.headers(), request.query()),
                                HEADERS.stream().flatMap(header -> request.header(header).stream()),
                                Arrays.stream(request.rest().split("/", MOST_SEGMENTS)))
                        .flatMap(places -> places)
                        .filter(secret::is)
                        .count()
                > 0;
    }
}
