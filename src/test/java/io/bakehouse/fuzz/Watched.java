package io.bakehouse.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One target under watch: what it throws, what it allocates and what it takes of the processor for each input. */
public final class Watched {
    /** Of the processor, not of the clock, so that a loaded machine is no finding; most inputs take less than 1 ms. */
    public static final Duration LONGEST = Duration.ofSeconds(3);

    /** Bytes for any input: what a parser sets up before it has read anything. */
    public static final long LARGEST = 64L << 20;

    /** Bytes more for each byte of the input. */
    public static final int LARGEST_PER_BYTE = 2_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Duration longest;
    private final long largest;

    public Watched(Target target) {
        this(target, LONGEST, LARGEST);
    }

    Watched(Target target, Duration longest, long largest) {
        this.target = target;
        this.longest = longest;
        this.largest = largest;
    }

    /** Runs all that is known, without judging what it takes: whatever comes first also loads classes. */
    public void warmUp() {
        known().forEach(this::call);
    }

    /** Its seeds, and what once broke it. */
    List<byte[]> known() {
        return Stream.concat(
                        target.seeds().stream(),
                        Seeds.regressions(target.name()).stream().map(Seeds::bytes))
                .toList();
    }

    /**
     * Runs it; what takes too much is run once more, because the first time may have loaded classes.
     *
     * @throws AssertionError for anything but a refusal, or for more than the limits
     */
    public void run(byte[] input) {
        if (!excess(input).isEmpty()) {
            String again = excess(input);
            if (!again.isEmpty()) {
                throw new AssertionError(target.name() + again);
            }
        }
    }

    /** What it takes too much of, in words; empty when all is well. */
    private String excess(byte[] input) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        call(input);
        long used = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - nanos);
        if (used > largest + (long) LARGEST_PER_BYTE * input.length) {
            return " allocates %d bytes for an input of %d".formatted(used, input.length);
        }
        return taken.compareTo(longest) > 0
                ? " takes %d ms for an input of %d bytes".formatted(taken.toMillis(), input.length)
                : "";
    }

    private void call(byte[] input) {
        try {
            target.reader().read(input.clone());
        } catch (Exception e) {
            if (target.refusals().stream().noneMatch(refusal -> refusal.isInstance(e))) {
                throw new AssertionError(target.name() + " throws " + e, e);
            }
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError(target.name() + " refuses without a word: " + e, e);
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(target.name() + " throws " + e, e);
        }
    }
}
