package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.program.Patience;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Functions whose conduct a test sets, and a record of how they were run. */
public final class Bench implements FunctionInvocation {
    /**
     * Five functions: two on one type, one that returns nothing, one with little time, one on the terminal types. The others
     * have much more time than they need on any machine.
     */
    public static final String TABLE = """
            functions:
              bake:
                purpose: Takes config runs
                trigger: {events: [io.bakehouse.config-run.finished]}
                emits: [io.bakehouse.image.ready, io.bakehouse.config-run.finished]
                timeout: 120s
                attempts: 3
                backoff: {first: 40ms, factor: 2, max: 1s}
                concurrency: 2
              audit:
                purpose: Takes config runs as well
                trigger: {events: [io.bakehouse.config-run.finished]}
                timeout: 120s
                attempts: 1
                concurrency: 1
              promote:
                purpose: Takes images
                trigger: {events: [io.bakehouse.image.ready]}
                emits: [io.bakehouse.image.promoted]
                timeout: 120s
                attempts: 3
                backoff: {first: 40ms, factor: 2, max: 1s}
                concurrency: 1
              slow:
                purpose: Has little time
                trigger: {events: [io.bakehouse.sweep.requested]}
                timeout: 200ms
                attempts: 1
                concurrency: 1
              tell:
                purpose: Takes what ended
                trigger:
                  events:
                    - io.bakehouse.image.promoted
                    - io.bakehouse.bake.failed
                    - io.bakehouse.batch.failed
                    - io.bakehouse.event.failed
                timeout: 120s
                attempts: 2
                backoff: {first: 40ms, factor: 2, max: 1s}
                concurrency: 1
            """;

    /** One delivery of an event to a function. */
    public record Run(Instant at, EventData data) {}

    private final Map<String, FunctionInvocation> conduct = new ConcurrentHashMap<>();
    private final Map<String, List<Run>> runs = new ConcurrentHashMap<>();

    /** What a function does with an event. */
    @FunctionalInterface
    public interface Conduct {
        /** Stands for the body of a function. */
        List<Event> apply(EventData data) throws Exception;
    }

    /** The table of these functions. */
    public static FunctionTable table() {
        return FunctionTable.of("bench.yaml", TABLE);
    }

    @Override
    public List<Event> invoke(String function, EventData data) throws Exception {
        Instant now = Instant.now();
        runs.computeIfAbsent(function, none -> new CopyOnWriteArrayList<>()).add(new Run(now, data));
        return conduct.getOrDefault(function, (name, any) -> List.of()).invoke(function, data);
    }

    /** Sets what the function does from now on. */
    public void on(String function, Conduct act) {
        conduct.put(function, (name, data) -> act.apply(data));
    }

    /** Makes the function fail on so many deliveries and succeed on all that follow. */
    public void failFirst(String function, int times, RuntimeException failure) {
        AtomicInteger left = new AtomicInteger(times);
        on(function, data -> {
            if (left.getAndDecrement() > 0) {
                throw failure;
            }
            return List.of();
        });
    }

    /** The deliveries so far. */
    public List<Run> runs(String function) {
        return List.copyOf(runs.getOrDefault(function, List.of()));
    }

    /** What was delivered so far. */
    public List<EventData> data(String function) {
        return runs(function).stream().map(Run::data).toList();
    }

    /** The causes of the config runs that were delivered so far. */
    public Set<String> causes(String function) {
        return data(function).stream().map(data -> ((ConfigRun) data).cause()).collect(Collectors.toSet());
    }

    /** Waits until the function has run that often. */
    public void awaitRuns(String function, int times) {
        await(() -> runs(function).size() >= times);
        assertThat(runs(function)).hasSize(times);
    }

    /** Waits until that is so, and fails when it takes too long. */
    public static void await(BooleanSupplier reached) {
        Patience.until(reached::getAsBoolean);
    }

    /** Kills the process once it has printed so many lines; returns how many it had printed in all. */
    public static int killAfter(Process process, int lines) throws Exception {
        int printed = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = out.readLine()) != null) {
                if (line.equals(Integer.toString(printed))) {
                    printed++;
                }
                if (printed == lines) {
                    // Not Process.destroyForcibly, which throws away what was printed and not yet read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(printed).isGreaterThanOrEqualTo(lines);
        return printed;
    }

    /** An event for {@code bake} and {@code audit}. */
    public static Event configRun(int number) {
        return Event.of(EventType.CONFIG_RUN_FINISHED, configRun("run-" + number, null));
    }

    /** An event for the same two with so many characters of data and more. */
    public static Event large(int length) {
        return Event.of(EventType.CONFIG_RUN_FINISHED, configRun("large", "x".repeat(length)));
    }

    private static ConfigRun configRun(String id, String failure) {
        return new ConfigRun("puppet", id, RunStatus.CHANGED, null, null, null, 1, failure, "web", null, Instant.EPOCH);
    }

    /** An event for {@code promote}. */
    public static Event imageReady(String bake) {
        return Event.of(EventType.IMAGE_READY, new ImageReady("web", bake, "image-of-" + bake, Instant.EPOCH, 3));
    }

    /** An event for {@code tell}. */
    public static Event promoted() {
        return Ending.ofBake(EventType.IMAGE_PROMOTED, "web", "web-1", "i", "done", Instant.EPOCH)
                .event();
    }

    /** An event for {@code slow}. */
    public static Event sweep(Instant slot) {
        return Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot);
    }
}
