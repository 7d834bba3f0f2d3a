package io.bakehouse.simulation;

import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import io.bakehouse.model.Marks;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Marks of images, records and servers, which whoever may use the project can overwrite with anything: no function, no view
 * and no command breaks at one.
 */
final class MarkTargets implements Targets {
    /** A whole hour of a bakery for each input. */
    private static final int COST = 30;
    /** Marks that one seed overwrites. */
    private static final int AT_ONCE = 8;

    @Override
    public Stream<Target> all() {
        return Stream.of(
                new Target("marks/built", seeds(), Set.of(), input -> OverwrittenMarks.built(Target.text(input)))
                        .costly(COST),
                new Target("marks/adopted", seeds(), Set.of(), input -> OverwrittenMarks.adopted(Target.text(input)))
                        .costly(COST));
    }

    /** Every mark that there is, overwritten on everything. */
    private static List<byte[]> seeds() {
        Stream<String> marks = Arrays.stream(Marks.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(MarkTargets::value)
                .filter(value -> value.startsWith("bakehouse_"));
        Stream<String> suspects = Stream.of("server", "image", "record").map(kind -> """
                        1 %1$s0 bakehouse_unexplained_since=x
                        1 %1$s0 bakehouse_bake=other
                        33 %1$s0 bakehouse_unexplained_since=9999-99-99
                        33 %1$s1 bakehouse_batch=other
                        33 %1$s0 bakehouse_state=candidate
                        """.formatted(kind));
        List<String> all = marks.toList();
        Stream<String> overwritten = IntStream.range(0, (all.size() + AT_ONCE - 1) / AT_ONCE)
                .mapToObj(i -> all.subList(i * AT_ONCE, Math.min(all.size(), (i + 1) * AT_ONCE)))
                .map(some -> some.stream().map(MarkTargets::lines).collect(Collectors.joining()));
        return Target.texts(Stream.concat(suspects, overwritten));
    }

    private static String lines(String mark) {
        return """
                1 server0 %1$s=x
                6 record0 %1$s=x
                12 image0 %1$s=-1
                17 server1 %1$s=9999999999
                21 image0 bakehouse_bake=other
                21 image0 %1$s=2026-02-30T00:00:00Z
                45 server1 %1$s=x
                46 record1 %1$s=x
                """.formatted(mark);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
