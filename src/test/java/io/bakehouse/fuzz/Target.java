package io.bakehouse.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One reader of what others send.
 *
 * @param name group and reader, {@code webhook/puppet}: the folder below {@code src/test/resources/fuzz} where its regressions lie
 * @param seeds inputs that are, or nearly are, what it expects
 * @param refusals the only exceptions that it may throw
 * @param cost how many times longer than usual one input takes, so that there are so many times fewer
 */
public record Target(
        String name, List<byte[]> seeds, Set<Class<? extends Exception>> refusals, Reader reader, int cost) {
    public Target {
        seeds = List.copyOf(seeds);
        refusals = Set.copyOf(refusals);
    }

    public Target(String name, List<byte[]> seeds, Set<Class<? extends Exception>> refusals, Reader reader) {
        this(name, seeds, refusals, reader, 1);
    }

    /** The same, of which fewer inputs are tried. */
    public Target costly(int times) {
        return new Target(name, seeds, refusals, reader, times);
    }

    /** Those of one group are searched together. */
    public String group() {
        return name.substring(0, name.indexOf('/'));
    }

    /** What is called with each input; it may check more than that nothing else is thrown. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] input) throws Exception;
    }

    /** Seeds that are texts. */
    public static List<byte[]> texts(String... texts) {
        return texts(Arrays.stream(texts));
    }

    /** Seeds that are texts. */
    public static List<byte[]> texts(Stream<String> texts) {
        return texts.map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** An input as the text that most readers take. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
