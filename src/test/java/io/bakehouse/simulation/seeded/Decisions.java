package io.bakehouse.simulation.seeded;

import io.bakehouse.engine.FunctionTable;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * What the functions decide, counted by the records of their sealed decisions. A decision counts when its {@code decide}, or
 * another static method of a function's package, returns it.
 */
public final class Decisions {
    private static final String PACKAGE = "io.bakehouse.function";
    private static final Map<Class<?>, LongAdder> RETURNED = new ConcurrentHashMap<>();

    private Decisions() {}

    /** From now on they are counted, in all of the program. */
    static void count() {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(ElementMatchers.nameStartsWith(PACKAGE + "."))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Counting.class)
                        .on(ElementMatchers.isStatic()
                                .and(ElementMatchers.not(ElementMatchers.isTypeInitializer()))
                                .and(ElementMatchers.returns(ElementMatchers.nameStartsWith(PACKAGE)
                                        .or(ElementMatchers.is(Optional.class))
                                        .or(ElementMatchers.is(List.class))))
                                .and(ElementMatchers.not(ElementMatchers.nameStartsWith("lambda$"))))))
                .installOn(instrumentation);
    }

    /** What is put into those methods. */
    public static final class Counting {
        private Counting() {}

        @Advice.OnMethodExit
        static void returned(
                @Advice.Return(typing = net.bytebuddy.implementation.bytecode.assign.Assigner.Typing.DYNAMIC)
                        Object decision) {
            Decisions.add(decision);
        }
    }

    /** Called by the methods themselves. */
    public static void add(Object decision) {
        if (decision instanceof Optional<?> one) {
            one.ifPresent(Decisions::add);
        } else if (decision instanceof Collection<?> all) {
            all.forEach(Decisions::add);
        } else if (decision instanceof Record) {
            RETURNED.computeIfAbsent(decision.getClass(), none -> new LongAdder())
                    .increment();
        }
    }

    static long returned(Class<?> variant) {
        return Optional.ofNullable(RETURNED.get(variant)).map(LongAdder::sum).orElse(0L);
    }

    /** Every variant, by name, of the sealed types that the functions with a queue decide between. */
    static Map<String, Class<?>> variants(FunctionTable table) throws ClassNotFoundException {
        Map<String, Class<?>> variants = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        for (var row : table.queued()) {
            collect(Class.forName(PACKAGE + "." + className(row.name())), variants, seen);
        }
        return variants;
    }

    private static String className(String function) {
        StringBuilder name = new StringBuilder();
        for (String part : function.split("-", -1)) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.toString();
    }

    /** What a class decides: what its decide returns, and what the components of these records decide in turn. */
    private static void collect(Class<?> type, Map<String, Class<?>> variants, Set<String> seen) {
        if (!type.getName().startsWith(PACKAGE) || !seen.add(type.getName())) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("decide") && Modifier.isStatic(method.getModifiers())) {
                decided(method.getGenericReturnType(), variants, seen);
            }
        }
        if (type.isSealed()) {
            for (Class<?> variant : type.getPermittedSubclasses()) {
                if (variant.isRecord()) {
                    variants.put(variant.getName().substring(PACKAGE.length() + 1), variant);
                }
                collect(variant, variants, seen);
            }
        }
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                collect(component.getType(), variants, seen);
            }
        }
    }

    private static void decided(java.lang.reflect.Type type, Map<String, Class<?>> variants, Set<String> seen) {
        if (type instanceof java.lang.reflect.ParameterizedType generic) {
            decided(generic.getActualTypeArguments()[0], variants, seen);
        } else if (type instanceof Class<?> plain) {
            collect(plain, variants, seen);
        }
    }
}
