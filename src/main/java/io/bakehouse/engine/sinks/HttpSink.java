package io.bakehouse.engine.sinks;

import io.bakehouse.model.Event;
import io.bakehouse.platform.EventSink;
import io.bakehouse.platform.SinkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;

/** Posts to one address, which it never repeats: whoever knows the address of an incoming webhook can write there. */
final class HttpSink implements EventSink {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** A redirection is no acceptance, and would tell our words to somebody else. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String name;
    private final URI address;
    private final SinkMessage message;
    private final InstantSource clock;

    HttpSink(String name, URI address, SinkMessage message, InstantSource clock) {
        this.name = name;
        this.address = address;
        this.message = message;
        this.clock = clock;
    }

    @Override
    public void send(Event event) {
        SinkMessage.Post post = message.of(event, clock.instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::header);
        try {
            HttpResponse<Void> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() < 200 || response.statusCode() > 299) {
                throw new SinkException(
                        "the sink '" + name + "' answered " + response.statusCode(), retryAfter(response));
            }
        } catch (IOException e) {
            // Without the cause: its text may hold the address.
            throw new SinkException("the sink '" + name + "' did not answer", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SinkException("interrupted while telling the sink '" + name + "'", null);
        }
    }

    /** Of the two forms only the seconds: a date needs a clock that agrees with ours. */
    private static Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }
}
