package io.bakehouse.engine.http;

import io.bakehouse.program.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;

/** Answers to requests, however the machine is loaded. */
final class Answers {
    private Answers() {}

    /**
     * Sends it on a connection of its own: one that was kept open may be closed by the server just when it is used again. A
     * request that only reads is sent once more when its connection breaks all the same.
     */
    static HttpResponse<String> to(HttpRequest request) throws IOException, InterruptedException {
        try {
            return alone(request);
        } catch (IOException e) {
            if (!request.method().equals("GET")) {
                throw e;
            }
            return alone(request);
        }
    }

    /** Without an offer of HTTP/2, whose acceptance is one more thing that can go wrong on the way. */
    private static HttpResponse<String> alone(HttpRequest request) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

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
