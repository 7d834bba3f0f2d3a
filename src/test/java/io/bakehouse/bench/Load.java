package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Eight clients that each send their next request as soon as the last one is answered. */
final class Load {
    private static final int CLIENTS = 8;

    private Load() {}

    /** How it went: requests in a second, and how long each took. */
    record Round(double perSecond, List<Long> nanos) {}

    /** Sends for that long; every answer must be as expected. */
    static Round run(int port, String path, double seconds, Supplier<byte[]> bodies, Predicate<Sender.Answer> expected)
            throws Exception {
        int length = bodies.get().length;
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long begun = System.nanoTime();
            long end = begun + (long) (seconds * 1e9);
            List<Future<List<Long>>> sent = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                sent.add(clients.submit(() -> sendUntil(end, new Sender(port, path, length), bodies, expected)));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> client : sent) {
                nanos.addAll(client.get());
            }
            return new Round(nanos.size() / ((System.nanoTime() - begun) / 1e9), nanos);
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<Long> sendUntil(
            long end, Sender sender, Supplier<byte[]> bodies, Predicate<Sender.Answer> expected) throws Exception {
        List<Long> nanos = new ArrayList<>();
        try (sender) {
            while (System.nanoTime() < end) {
                byte[] body = bodies.get();
                long begun = System.nanoTime();
                Sender.Answer answer = sender.send(body);
                nanos.add(System.nanoTime() - begun);
                assertThat(answer).matches(expected);
            }
        }
        return nanos;
    }
}
