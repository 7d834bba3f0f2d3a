package io.bakehouse.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bakehouse.webhook.WebhookRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Remembers signed requests for as long as their signature is valid, so that whoever overhears one cannot send it again.
 * This is only known to one process and forgotten at its end: what makes one message one bake is its id.
 */
@Singleton
public class Replays {
    /** Twice the window in which a signed time is accepted. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static final int MOST = 10_000;

    private final Cache<String, Boolean> seen;

    public Replays(InstantSource clock) {
        seen = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MOST)
                .ticker(() -> nanos(clock.instant()))
                .build();
    }

    /** Whether that request, byte for byte and with those signatures, has not come before. */
    public boolean isFirst(WebhookRequest request) {
        return seen.asMap().putIfAbsent(key(request), Boolean.TRUE) == null;
    }

    /** What a proof is over: the body and the signed time; other headers can be changed by anybody. */
    private static String key(WebhookRequest request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(request.sender().getBytes(StandardCharsets.UTF_8));
            for (String header : new String[] {"X-Slack-Request-Timestamp", "X-Signature-Timestamp"}) {
                sha.update((byte) '\n');
                sha.update(request.header(header).orElse("").getBytes(StandardCharsets.UTF_8));
            }
            sha.update((byte) '\n');
            return HexFormat.of().formatHex(sha.digest(request.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
