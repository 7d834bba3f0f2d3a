package io.bakehouse.engine.knative;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.QueueUnavailableException;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Another service of the cluster: the broker, or the keeper. What it has taken with 2xx is on its disk. */
public final class Remote {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final String name;
    private final URI address;
    private final Optional<String> token;
    private final HttpClient client;

    /**
     * The service at that address.
     *
     * @param name what to call it in complaints
     * @param token to show; empty for a service that asks for none
     */
    public Remote(String name, URI address, Optional<String> token) {
        this.name = name;
        this.address = address;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Gives it an event, at its address itself.
     *
     * @throws QueueUnavailableException when it was not taken
     */
    public void post(CloudEvent event) {
        accepted(HttpRequest.newBuilder(address)
                .header("Content-Type", EventCodec.MEDIA_TYPE)
                .POST(BodyPublishers.ofByteArray(Envelope.bytes(event))));
    }

    /** Posts JSON to a path below its address. */
    byte[] post(String path, byte[] json) {
        return accepted(HttpRequest.newBuilder(below(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json)));
    }

    byte[] get(String path) {
        return accepted(HttpRequest.newBuilder(below(path)).GET());
    }

    private URI below(String path) {
        return URI.create(address.toString().replaceAll("/+$", "") + path);
    }

    private byte[] accepted(HttpRequest.Builder builder) {
        token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        HttpResponse<byte[]> answer = send(builder.timeout(ANSWER).build());
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            throw new QueueUnavailableException(name + " answered " + answer.statusCode(), null);
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (HttpTimeoutException e) {
                throw e;
            } catch (IOException e) {
                // It may have closed a connection that was kept open just when it was used again. Twice is no harm.
                return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            }
        } catch (IOException e) {
            throw new QueueUnavailableException(
                    name + " at " + address.getAuthority() + " does not answer: "
                            + e.getClass().getSimpleName(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while asking " + name, e);
        }
    }
}
