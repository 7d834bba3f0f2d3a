package io.bakehouse.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An ActiveMQ Artemis as {@code infra/local/broker/broker.xml} sets it up, in a process of its own, on one port for ever. */
public final class ChildBroker implements AutoCloseable {
    public static final String USER = "bakehouse";
    public static final String PASSWORD = "the-password-of-the-broker";
    private static final Path FILE = Path.of("infra/local/broker/broker.xml");
    private static final Path LOG = Path.of("target/broker.log");

    private final ReservedPort port = new ReservedPort();
    private Process program;
    private BufferedReader out;

    /** Starts it on that folder; what it did on another one before is out of its way. */
    public void start(Path folder) throws IOException {
        if (program == null || !program.isAlive()) {
            launch();
        }
        tell("start " + folder.toAbsolutePath());
    }

    /** Stops in good order. */
    public void stop() throws IOException {
        tell("stop");
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        program.destroyForcibly().waitFor();
    }

    /** Lets nobody send anything there, or take anything from there. */
    public void shut(String queue) throws IOException {
        tell("shut " + queue);
    }

    /** Lets everybody in again. */
    public void open(String queue) throws IOException {
        tell("open " + queue);
    }

    /** Lets the queue take nothing more than one message. */
    public void fill(String queue) throws IOException {
        tell("full " + queue);
    }

    /** Lets the queue take messages again. */
    public void free(String queue) throws IOException {
        tell("free " + queue);
    }

    public String url() {
        return "tcp://127.0.0.1:" + port.number();
    }

    /** What a bakery has to know to use it. */
    public Map<String, String> variables() {
        return Map.of(
                "BAKEHOUSE_BROKER_URL", url(), "BAKEHOUSE_BROKER_USER", USER, "BAKEHOUSE_BROKER_PASSWORD", PASSWORD);
    }

    private void launch() throws IOException {
        program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dbakehouse.broker.port=" + port.number(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        FILE.toUri().toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
        out = program.inputReader(StandardCharsets.UTF_8);
    }

    private void tell(String command) throws IOException {
        OutputStream in = program.getOutputStream();
        in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        String line;
        do {
            line = out.readLine();
            if (line == null) {
                throw new IOException("the broker has ended; " + LOG + " says why");
            }
        } while (!line.equals("done"));
    }

    @Override
    public void close() {
        if (program != null) {
            program.destroyForcibly();
        }
    }
}
