package io.bakehouse.openstack.jclouds;

import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.Pause;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jclouds.http.HttpCommand;
import org.jclouds.http.HttpCommandExecutorService;
import org.jclouds.http.HttpRequest;
import org.jclouds.http.HttpRequestFilter;
import org.jclouds.http.HttpResponse;
import org.jclouds.io.Payload;
import org.jclouds.io.Payloads;

/**
 * Carries out the requests of jclouds: the only place that decides how often one is sent. It stands in for jclouds' own
 * executor, which repeats every server error five times, {@code POST} included, and cannot {@code PATCH}.
 */
final class HttpDriver implements HttpCommandExecutorService {
    static final String TOKEN_HEADER = "X-Auth-Token";

    private final Wire wire;
    private final Tokens tokens;
    private final CloudConfig config;
    private final InstantSource clock;
    private final CallListener listener;
    private final Pause pause;

    @Inject
    HttpDriver(Wire wire, Tokens tokens, CloudConfig config, InstantSource clock, CallListener listener, Pause pause) {
        this.wire = wire;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        this.pause = pause;
    }

    @Override
    public HttpResponse invoke(HttpCommand command) {
        HttpRequest request = command.getCurrentRequest();
        Sending sending = new Sending(request);
        Instant deadline = clock.instant().plus(config.bounds().answer());
        boolean renewed = false;
        int repeats = 0;
        // Ends: a token is renewed once at most, and Repetition gives up after two repeats.
        while (true) {
            HttpRequest ready = authenticated(request);
            Outcome outcome = sending.once(ready);
            if (outcome.failure() == null) {
                return response(outcome.answer());
            }
            if (outcome.status() == 401 && !sending.isForToken && !renewed) {
                tokens.drop(ready.getFirstHeaderOrNull(TOKEN_HEADER));
                renewed = true;
                continue;
            }
            Optional<Duration> wait = Repetition.waitBefore(
                    sending.isRepeatable(),
                    outcome.status(),
                    repeats,
                    outcome.failure().retryAfter(),
                    Duration.between(clock.instant(), deadline));
            if (wait.isEmpty()) {
                throw outcome.failure();
            }
            repeats++;
            rest(wait.get(), outcome.failure());
        }
    }

    private HttpRequest authenticated(HttpRequest request) {
        if (!request.getFilters().isEmpty()) {
            tokens.freshen(clock.instant());
        }
        HttpRequest ready = request;
        for (HttpRequestFilter filter : request.getFilters()) {
            ready = filter.filter(ready);
        }
        return ready;
    }

    private void rest(Duration wait, CloudException failure) {
        try {
            pause.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static HttpResponse response(Answer answer) {
        HttpResponse.Builder<?> builder = HttpResponse.builder().statusCode(answer.status());
        answer.headers().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
        if (!answer.body().isEmpty()) {
            Payload payload = Payloads.newStringPayload(answer.body());
            payload.getContentMetadata()
                    .setContentType(answer.header("content-type").orElse(null));
            builder.payload(payload);
        }
        return builder.build();
    }

    /** What came of sending a request once; the failure is null when it was carried out. */
    private record Outcome(Answer answer, CloudException failure) {
        int status() {
            return answer == null ? 0 : answer.status();
        }
    }

    /** One request of jclouds, however often it is sent. */
    private final class Sending {
        private final String method;
        private final String path;
        private final boolean isForToken;

        Sending(HttpRequest request) {
            method = request.getMethod();
            path = PathTemplate.of(request);
            isForToken = request.getFilters().isEmpty();
        }

        /** A second token does no harm. */
        boolean isRepeatable() {
            return isForToken || "GET".equals(method);
        }

        Outcome once(HttpRequest request) {
            String line = method + " " + path;
            Instant start = clock.instant();
            Answer answer;
            try {
                answer = wire.send(request);
            } catch (IOException e) {
                heard(0, start);
                String host = request.getEndpoint().getAuthority();
                return new Outcome(null, Failures.noAnswer(isRepeatable(), line, host, e));
            }
            heard(answer.status(), start);
            if (answer.isGood()) {
                return new Outcome(answer, null);
            }
            if (isForToken && answer.status() == 401) {
                return new Outcome(answer, refused());
            }
            Optional<Duration> retryAfter = RetryAfter.read(answer.header("retry-after"), clock.instant());
            String words = CloudWords.of(answer.body(), secrets(request));
            return new Outcome(answer, Failures.answer(isRepeatable(), line, answer.status(), words, retryAfter));
        }

        private CloudException refused() {
            return new CloudException(
                    CloudException.Kind.NOT_OURS,
                    "Keystone at " + config.authUrl() + " does not let "
                            + config.credentials().who()
                            + " in (401): check names, domains and password in OS_* or clouds.yaml");
        }

        private Set<String> secrets(HttpRequest request) {
            String token = request.getFirstHeaderOrNull(TOKEN_HEADER);
            String secret = config.credentials().secret();
            return token == null || token.equals(secret) ? Set.of(secret) : Set.of(secret, token);
        }

        private void heard(int status, Instant start) {
            listener.called(new CallListener.Call(method, path, status, Duration.between(start, clock.instant())));
        }
    }
}
