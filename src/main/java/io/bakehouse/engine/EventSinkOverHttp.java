package io.bakehouse.engine;

import io.bakehouse.model.Event;
import io.bakehouse.platform.EventSink;
import io.bakehouse.platform.StartFailure;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends terminal events as structured CloudEvents to the address in {@code bakehouse.notify.url}. Source: CloudEvents
 * 1.0, HTTP protocol binding and webhook specification: any 2xx is an acceptance, a redirection is none.
 */
@ApplicationScoped
class EventSinkOverHttp implements EventSink {
    private static final Logger LOG = Logger.getLogger(EventSinkOverHttp.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Optional<URI> address;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    EventSinkOverHttp(@ConfigProperty(name = "bakehouse.notify.url") Optional<String> address, InstantSource clock) {
        this.address = address.map(EventSinkOverHttp::read);
        this.clock = clock;
    }

    /** Reads the address at the start, so that what is wrong with it is said then and not when something has ended. */
    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent start) {
        address.ifPresent(url -> LOG.infof("terminal events go to %s", url.getHost()));
    }

    private static URI read(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, without the parser's words: they quote the address, and that may hold a secret.
        }
        throw StartFailure.of("BAKEHOUSE_NOTIFY_URL must be a URL such as https://hooks.example.org/bakehouse");
    }

    @Override
    public void send(Event event) {
        if (address.isEmpty()) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(address.get())
                .timeout(ANSWER)
                .header("Content-Type", EventCodec.MEDIA_TYPE + "; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(EventCodec.write(event, clock.instant())))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new IllegalStateException("the address in bakehouse.notify.url answered " + status);
            }
        } catch (IOException e) {
            // Without the cause: its text may hold the address, and that may hold a secret.
            throw new IllegalStateException("the address in bakehouse.notify.url did not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending to bakehouse.notify.url", e);
        }
    }
}
