package io.bakehouse.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes new inputs of known ones, the same ones from the same seed. */
final class Mutator {
    private static final int LARGEST = 256 * 1024;
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_REPEATS = 20_000;
    /** Something that is written out: what stands in quotes, a number, a word. */
    private static final Pattern VALUE = Pattern.compile("\"[^\"\\\\]{0,200}\"|-?\\d+(?:\\.\\d+)?|[A-Za-z_]{2,40}");

    private final SplittableRandom random;
    private final List<byte[]> known;

    Mutator(long seed, List<byte[]> known) {
        this.random = new SplittableRandom(seed);
        this.known = known;
    }

    byte[] next() {
        byte[] input = any();
        int changes = 1 + random.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < changes; i++) {
            input = changed(input);
        }
        return input.length <= LARGEST ? input : Arrays.copyOf(input, LARGEST);
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = at + random.nextInt(input.length - at + 1);
        int near = Math.min(input.length, at + random.nextInt(32));
        return switch (random.nextInt(12)) {
            case 0 -> flipped(input);
            case 1 -> replaced(input, at, Math.min(at + 1, input.length), new byte[] {(byte) random.nextInt(256)});
            case 2 -> Arrays.copyOf(input, at);
            case 3 -> replaced(input, at, near, new byte[0]);
            case 4 -> replaced(input, at, at, Arrays.copyOfRange(input, at, near));
            case 5 -> replaced(input, at, at, repeated(Arrays.copyOfRange(input, at, near)));
            case 6 -> replaced(input, at, at, piece(any()));
            case 7 -> replaced(input, at, to, piece(any()));
            case 8 -> replaced(input, at, near, Words.any(random));
            case 9 -> replaced(input, at, at, repeated(Words.any(random)));
            default -> otherValue(input);
        };
    }

    private byte[] any() {
        return known.get(random.nextInt(known.size()));
    }

    private byte[] piece(byte[] other) {
        int at = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, at, at + random.nextInt(other.length - at + 1));
    }

    /** Mostly a few times, and now and then very often. */
    private byte[] repeated(byte[] part) {
        int times = random.nextInt(8) > 0 ? 1 + random.nextInt(70) : 1 + random.nextInt(MOST_REPEATS);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times && all.size() < LARGEST; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private byte[] flipped(byte[] input) {
        byte[] flipped = input.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** One value becomes another, often of another type. */
    private byte[] otherValue(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        List<MatchResult> values = VALUE.matcher(text).results().limit(2_000).toList();
        if (values.isEmpty()) {
            return replaced(input, 0, 0, Words.any(random));
        }
        MatchResult value = values.get(random.nextInt(values.size()));
        return replaced(input, value.start(), value.end(), Words.value(random));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] with) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(input, 0, from);
        all.writeBytes(with);
        all.write(input, to, input.length - to);
        return all.toByteArray();
    }
}
