package io.bakehouse.openstack.jclouds;

import com.google.common.io.ByteStreams;
import io.bakehouse.openstack.CloudConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jclouds.http.HttpRequest;
import org.jclouds.io.Payload;

/** Sends one request of jclouds through {@code java.net.http} and waits for the whole answer, but no longer than told. */
final class Wire {
    /** Headers that the client writes itself and refuses from others. */
    private static final Set<String> CLIENTS_OWN =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

    private final CloudConfig config;
    private final Duration limit;
    private volatile HttpClient client;

    Wire(CloudConfig config) {
        this.config = config;
        this.limit = config.bounds().answer();
        this.client = connect(config);
    }

    /** Lets all connections go; those that are in use end with their answers. */
    void reconnect() {
        client = connect(config);
    }

    private static HttpClient connect(CloudConfig config) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                // OpenStack's services do not speak HTTP/2, and some proxies before them dislike being asked.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.bounds().connect());
        Trust.context(config).ifPresent(builder::sslContext);
        return builder.build();
    }

    /**
     * Sends it once.
     *
     * @throws IOException when no complete answer came within the limit
     */
    Answer send(HttpRequest request) throws IOException {
        // The client's own timeout ends with the headers; a body that trickles for ever is only ended from here.
        CompletableFuture<java.net.http.HttpResponse<byte[]>> answer =
                client.sendAsync(convert(request), head -> new LimitedBody(LimitedBody.LONGEST));
        try {
            java.net.http.HttpResponse<byte[]> got = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, List<String>> headers = new HashMap<>();
            got.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            return new Answer(got.statusCode(), headers, new String(got.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static java.net.http.HttpRequest convert(HttpRequest request) throws IOException {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(request.getEndpoint());
        request.getHeaders().forEach((name, value) -> {
            if (!CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                builder.header(name, value);
            }
        });
        builder.setHeader("User-Agent", "bakehouse");
        return builder.method(request.getMethod(), body(request.getPayload(), builder))
                .build();
    }

    private static BodyPublisher body(Payload payload, java.net.http.HttpRequest.Builder builder) throws IOException {
        if (payload == null) {
            return BodyPublishers.noBody();
        }
        String type = payload.getContentMetadata().getContentType();
        if (type != null) {
            builder.setHeader("Content-Type", type);
        }
        try (InputStream in = payload.openStream()) {
            return BodyPublishers.ofByteArray(ByteStreams.toByteArray(in));
        }
    }
}
