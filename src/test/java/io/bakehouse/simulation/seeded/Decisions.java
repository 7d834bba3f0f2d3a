package io.bakehouse.simulation.seeded;

import io.bakehouse.function.RequestSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * What the functions decide, counted by the records of their sealed decisions. A decision counts when it is made: most are
 * made by {@code decide}, and some by another one that finds, while it is carried out, that things are not as they were.
 */
public final class Decisions {
    private static final String PACKAGE = "io.bakehouse.function";
    /** Asked at every decision, so found without hashing. */
    private static final ClassValue<LongAdder> MADE = new ClassValue<>() {
        @Override
        protected LongAdder computeValue(Class<?> variant) {
            return new LongAdder();
        }
    };

    private static boolean observed;

    private Decisions() {}

    /**
     * From now on they are counted, in all of the program and for as long as it runs. To change classes throws away
     * whatever was compiled, so whoever wants to be fast asks for it before anything else.
     */
    static synchronized void observe() {
        if (observed) {
            return;
        }
        // What is loaded while another class is being changed would stay as it is.
        variants();
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(ElementMatchers.nameStartsWith(PACKAGE + ".").and(ElementMatchers.isSubTypeOf(Record.class)))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Counting.class).on(ElementMatchers.isConstructor())))
                .installOn(ByteBuddyAgent.install());
        observed = true;
    }

    /** Counts what is made from now on. */
    static ToLongFunction<Class<?>> count() {
        observe();
        Map<Class<?>, Long> before = new HashMap<>();
        variants()
                .values()
                .forEach(variant -> before.put(variant, MADE.get(variant).sum()));
        return variant -> MADE.get(variant).sum() - before.get(variant);
    }

    /** What is put into those constructors. */
    public static final class Counting {
        private Counting() {}

        @Advice.OnMethodExit
        static void made(@Advice.This Object decision) {
            Decisions.add(decision);
        }
    }

    /** Called by the constructors themselves. */
    public static void add(Object decision) {
        MADE.get(decision.getClass()).increment();
    }

    /** How often each variant was decided, also those that never were. */
    static List<Gate.Seen> cells(ToLongFunction<Class<?>> made) {
        return variants().entrySet().stream()
                .map(variant -> new Gate.Seen(variant.getKey(), made.applyAsLong(variant.getValue())))
                .toList();
    }

    /** Every variant, by name, of all that can be decided: of the sealed types that know how they are carried out. */
    static Map<String, Class<?>> variants() {
        Map<String, Class<?>> variants = new TreeMap<>();
        for (Class<?> type : types()) {
            boolean isCarriedOut = Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("act"));
            boolean isPlanned = Arrays.stream(type.getInterfaces())
                    .anyMatch(of -> of.getName().endsWith(".Planned"));
            if (type.isSealed() && (isCarriedOut || isPlanned)) {
                Arrays.stream(type.getPermittedSubclasses())
                        .filter(Class::isRecord)
                        .forEach(variant -> variants.put(variant.getName().substring(PACKAGE.length() + 1), variant));
            }
        }
        return variants;
    }

    private static List<Class<?>> types() {
        ClassLoader loader = RequestSnapshot.class.getClassLoader();
        URL root = RequestSnapshot.class.getProtectionDomain().getCodeSource().getLocation();
        try (Stream<Path> files = Files.list(Path.of(root.toURI()).resolve(PACKAGE.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(name -> type(PACKAGE + "." + name.substring(0, name.indexOf(".class")), loader))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of the functions cannot be listed", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of the functions are nowhere", e);
        }
    }

    private static Class<?> type(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class " + name, e);
        }
    }
}
