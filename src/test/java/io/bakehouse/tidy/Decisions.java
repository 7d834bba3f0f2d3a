package io.bakehouse.tidy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The code that makes decisions: all methods called {@code decide}, and those that nobody else calls. */
final class Decisions {
    private Decisions() {}

    /** The names of all {@code decide}, as {@link Mutant#unit} writes them. */
    static Set<String> all() {
        return names(methods().stream().filter(Decisions::isDecide).collect(Collectors.toSet()));
    }

    /** The names of those that only decisions call, directly or through each other. */
    static Set<String> helpers() {
        Set<JavaMethod> found = methods().stream()
                .filter(method -> !isDecide(method))
                .filter(method -> !method.getAccessesToSelf().isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
        // Whoever is called from outside is none, nor is then what it calls.
        while (found.removeIf(method -> method.getAccessesToSelf().stream()
                .map(JavaAccess::getOrigin)
                .anyMatch(caller -> !isDecide(caller) && !found.contains(caller)))) {}
        return names(found);
    }

    private static Set<JavaMethod> methods() {
        return Bakehouse.CLASSES.stream()
                .filter(type -> type.getPackageName().equals(Bakehouse.FUNCTIONS))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .collect(Collectors.toSet());
    }

    private static boolean isDecide(JavaCodeUnit unit) {
        return unit.getOwner().getPackageName().equals(Bakehouse.FUNCTIONS)
                && unit.getName().equals("decide");
    }

    private static Set<String> names(Set<JavaMethod> methods) {
        return methods.stream().map(Decisions::name).collect(Collectors.toSet());
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getName() + "." + method.getName();
    }
}
