package io.bakehouse.outage;

import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reports runs one after the other, each until it is accepted. A Puppet agent would not repeat a report; here it must be,
 * because most of them meet a bakery that is dead, and only what was answered with 200 counts as accepted.
 */
public final class PuppetAgents implements AutoCloseable {
    private static final long PAUSE_MS = 50;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(90))
            .build();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<URI> addresses;
    private final List<PuppetRun> runs;
    private final AtomicInteger allowed = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();

    public PuppetAgents(ProgramSettings bakery, List<PuppetRun> runs) {
        this(List.of(bakery), runs);
    }

    /** Reports to all of these in turn, as if something in front of them spread the load. */
    PuppetAgents(List<ProgramSettings> bakeries, List<PuppetRun> runs) {
        addresses = bakeries.stream()
                .map(bakery -> URI.create("http://127.0.0.1:" + bakery.port().number() + "/webhooks/puppet?token="
                        + ProgramSettings.TOKEN))
                .toList();
        this.runs = List.copyOf(runs);
        thread.execute(this::report);
    }

    /** So many of the runs may have been reported by now. */
    public void allow(int count) {
        allowed.set(Math.min(count, runs.size()));
    }

    /** How many were accepted. */
    public int accepted() {
        return accepted.get();
    }

    private void report() {
        try {
            while (accepted.get() < runs.size()) {
                if (accepted.get() < allowed.get() && isAccepted(runs.get(accepted.get()))) {
                    accepted.incrementAndGet();
                } else {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAccepted(PuppetRun run) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(addresses.get(tries.getAndIncrement() % addresses.size()))
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/x-yaml")
                .POST(HttpRequest.BodyPublishers.ofString(run.body()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
