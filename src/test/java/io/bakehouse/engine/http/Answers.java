package io.bakehouse.engine.http;

import io.bakehouse.program.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;

/** Answers to requests that are refused before they are sent to their end. */
final class Answers {
    private Answers() {}

    /**
     * Sends it until it is answered. Who refuses a body unread answers and closes the connection; a client that is still
     * sending then finds the connection broken, and may or may not see the answer.
     */
    static HttpResponse<String> to(HttpClient client, HttpRequest request) throws InterruptedException {
        AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
        AtomicReference<String> broken = new AtomicReference<>();
        Patience.<InterruptedException>until(
                Patience.USUAL,
                () -> {
                    try {
                        answer.set(client.send(request, HttpResponse.BodyHandlers.ofString()));
                        return true;
                    } catch (IOException e) {
                        broken.set(e.toString());
                        return false;
                    }
                },
                () -> request.uri().getPath() + " is never answered: " + broken.get());
        return answer.get();
    }
}
