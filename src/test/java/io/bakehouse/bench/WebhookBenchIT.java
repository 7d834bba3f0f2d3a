package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.webhook.Fixture;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many webhooks in a second the packaged program accepts, each with its event on disk before the answer, as a ratio
 * to how many requests with the same body the same server merely reads.
 *
 * <p>The webhook is a Puppet report as it was captured, every one of another run, on a node of a name that the recipe of
 * {@code web} adopts and no server has.
 *
 * <p>What only reads is a webhook of a sender that nobody knows: the same route, filters and limits, the whole body read,
 * then a 404 of about the same length as the webhook's answer, without token, parsing, event or queue. Nothing is made for
 * this measurement that users do not have.
 *
 * <p>The ratio is taken on a cloud that takes its time, as real ones do: it accepts connections and never answers, so that
 * the functions hold their first events, wait, and use no processor. The practice cloud would answer out of the same two
 * processors, and the figure would tell how fast it is. What webhooks get beside functions that work as fast as they can
 * is the last figure.
 */
@Tag("bench")
class WebhookBenchIT {
    private static final int ROUNDS = 7;
    private static final double ROUND_SECONDS = 1;
    private static final int WARM_UPS = 8;
    private static final double WARM_UP_SECONDS = 2;
    private static final String TOKEN = ProgramSettings.TOKEN;
    private static final String PUPPET = "/webhooks/puppet?token=" + TOKEN;
    private static final String NOBODY = "/webhooks/nobody?token=" + TOKEN;
    private static final String CAPTURED_RUN = "8a27b8bb-217c-439c-b964-6b5e4d1a44f4";

    private final AtomicLong runs = new AtomicLong();
    private final byte[] report = captured().getBytes(StandardCharsets.UTF_8);
    private final int place = captured().indexOf(CAPTURED_RUN);

    @TempDir
    private Path folder;

    @Test
    void accepted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                Program program = ProgramSettings.in(folder).with(on(silent)).startAndWait()) {
            warmUp(program);
            List<Double> rates = new ArrayList<>();
            List<Double> reading = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Load.Round accepted = accept(program, ROUND_SECONDS);
                Load.Round read = read(program, ROUND_SECONDS);
                rates.add(accepted.perSecond());
                reading.add(read.perSecond());
                ratios.add(accepted.perSecond() / read.perSecond());
                accepted.nanos().forEach(nanos -> millis.add(nanos / 1e6));
            }
            Figures.print("webhooks-per-second", percentile(rates, 50), "1/s");
            Figures.print("only-read-per-second", percentile(reading, 50), "1/s");
            Figures.print("webhook-p50", percentile(millis, 50), "ms");
            Figures.print("webhook-p99", percentile(millis, 99), "ms");
            Figures.print("webhook-ratio", percentile(ratios, 50), "ratio");
        }
    }

    @Test
    void acceptedBesideFunctionsAtWork() throws Exception {
        try (Program program =
                ProgramSettings.in(folder).with("BAKEHOUSE_CLOUD", "practice").startAndWait()) {
            warmUp(program);
            Load.Round round = accept(program, ROUNDS * ROUND_SECONDS);
            Figures.print("webhooks-per-second-beside-functions", round.perSecond(), "1/s");
            double handled =
                    Meters.sum(program, "bakehouse_function_runs_total", List.of("function=\"request-snapshot\""));
            assertThat(handled).as("functions were at work").isPositive();
        }
    }

    private static Map<String, String> on(ServerSocket cloud) {
        return Map.of(
                "BAKEHOUSE_CLOUD", "openstack",
                "OS_AUTH_URL", "http://127.0.0.1:" + cloud.getLocalPort() + "/v3",
                "OS_USERNAME", "demo",
                "OS_PASSWORD", "demo",
                "OS_PROJECT_NAME", "demo");
    }

    /**
     * Until the hot code is compiled. One run that is reported again and again goes nearly all the way and leaves one
     * event; few of the others are sent, because thousands of events in a queue are another thing to measure.
     */
    private void warmUp(Program program) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            byte[] body = next();
            Load.run(program.port(), PUPPET, WARM_UP_SECONDS, () -> body, WebhookBenchIT::isAccepted);
            accept(program, WARM_UP_SECONDS / 4);
            read(program, WARM_UP_SECONDS / 2);
        }
    }

    private Load.Round accept(Program program, double seconds) throws Exception {
        double before = published(program);
        Load.Round round = Load.run(program.port(), PUPPET, seconds, this::next, WebhookBenchIT::isAccepted);
        assertThat(published(program) - before)
                .as("events published, one for each webhook")
                .isEqualTo(round.nanos().size());
        return round;
    }

    private Load.Round read(Program program, double seconds) throws Exception {
        Supplier<byte[]> same = () -> report;
        return Load.run(program.port(), NOBODY, seconds, same, WebhookBenchIT::isOnlyRead);
    }

    private static boolean isAccepted(Sender.Answer answer) {
        return answer.status() == 200 && answer.body().contains("\"accepted\":1");
    }

    private static boolean isOnlyRead(Sender.Answer answer) {
        return answer.status() == 404 && answer.body().contains("no sender is called 'nobody'");
    }

    private static double published(Program program) throws Exception {
        return Meters.sum(program, "bakehouse_events_total", List.of("type=\"io.bakehouse.config-run.finished\""));
    }

    private byte[] next() {
        byte[] body = report.clone();
        byte[] id = new UUID(0, runs.incrementAndGet()).toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(id, 0, body, place, id.length);
        return body;
    }

    private static String captured() {
        String body = new String(Fixture.request("puppet/apply-changed.http").body(), StandardCharsets.US_ASCII);
        return body.replace("node-01", "node-no");
    }

    static double percentile(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
