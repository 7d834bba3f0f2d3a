package io.bakehouse.lambda;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a Lambda function: nothing but what is in the zip, and what Lambda's runtime would bring. */
public final class Lambda implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Duration init;
    private Duration took = Duration.ZERO;

    private Lambda(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.in = new DataInputStream(process.getInputStream());
        this.out = new DataOutputStream(process.getOutputStream());
        try {
            this.init = Duration.ofNanos(in.readLong());
        } catch (IOException e) {
            throw new IOException("it did not start:\n" + log(), e);
        }
    }

    /**
     * Starts it and returns when it has been made.
     *
     * @param zip the unpacked zip
     * @param handler class of the handler
     * @param limit what Lambda allows for one event
     * @param log what it prints is added there
     */
    public static Lambda start(Path zip, String handler, Duration limit, Path log, Map<String, String> variables)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What Lambda itself sets, for a function of a usual size.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-cp",
                String.join(
                        ":",
                        zip.toString(),
                        zip.resolve("lib") + "/*",
                        FunctionZip.host().toString()),
                "io.bakehouse.lambda.host.LambdaHost",
                handler,
                String.valueOf(limit.toMillis())));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.matches("(OS|BAKEHOUSE|QUARKUS|AWS|JAVA)_.*"));
        builder.environment().putAll(variables);
        return new Lambda(builder.start(), log);
    }

    /** Hands it one event; Lambda never hands a process two at a time. */
    public synchronized byte[] invoke(byte[] event) {
        try {
            out.writeInt(event.length);
            out.write(event);
            out.flush();
            took = Duration.ofNanos(in.readLong());
            byte[] answer = in.readNBytes(in.readInt());
            if (answer.length == 0) {
                throw new IllegalStateException("the function failed:\n" + log());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the process ended:\n" + log(), e);
        }
    }

    /** How long the handler took to be made. */
    public Duration init() {
        return init;
    }

    /** How long the last event took. */
    public synchronized Duration took() {
        return took;
    }

    /** How much time of processors it has taken since it was started, Java itself included. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** All that it has printed. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
