package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who send a byte now and then, or nothing at all, and many of them. */
class SlowSendersIT {
    private static final int SLOW = 300;
    private static final int MOST_CONNECTIONS = 200;
    private static final PuppetRun RUN = PuppetRun.of("node-01.example.org", 1);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void slowBodiesHoldNobodyUp() throws Exception {
        try (Program program = start(Map.of())) {
            for (int i = 0; i < SLOW; i++) {
                drip(program, head("/webhooks/puppet", 100_000) + "--- ");
            }
            HttpResponse<String> answer = program.report(RUN);
            assertThat(answer.statusCode()).isEqualTo(200);
            Socket slow = sockets.get(0);
            assertThat(read(slow)).as("given up in the end").contains("408", "not complete within 20 s");
        }
    }

    @Test
    void aFloodOfConnectionsIsBoundedAndPasses() throws Exception {
        Map<String, String> limits = Map.of(
                "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", "" + MOST_CONNECTIONS,
                "QUARKUS_HTTP_IDLE_TIMEOUT", IDLE.toSeconds() + "s");
        try (Program program = start(limits)) {
            for (int i = 0; i < SLOW; i++) {
                drip(program, "POST /webhooks/puppet HTTP/1.1\r\nHost: x\r\nX-A");
            }
            Patience.until(() -> isAnswered(program));
        }
    }

    private static boolean isAnswered(Program program) {
        try {
            return program.report(RUN).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Program start(Map<String, String> more) {
        return ProgramSettings.in(folder)
                .with("BAKEHOUSE_CLOUD", "practice")
                .with(more)
                .startAndWait();
    }

    private void drip(Program program, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), program.port());
        sockets.add(socket);
        socket.setSoTimeout((int) Patience.USUAL.toMillis());
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // One connection too many, which was closed at once.
        }
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
