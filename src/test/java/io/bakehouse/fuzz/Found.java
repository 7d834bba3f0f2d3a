package io.bakehouse.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All targets, by whoever has any. */
final class Found {
    private Found() {}

    /** Names of the classes that have targets, which takes seconds to find out. */
    static List<String> classes() {
        return new ClassFileImporter()
                .importPackages("io.bakehouse").stream()
                        .filter(type -> type.isAssignableTo(Targets.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();
    }

    /** The targets of these classes, in the order of their names. */
    static List<Target> targets(Collection<String> classes) {
        return classes.stream()
                .map(Found::create)
                .flatMap(Targets::all)
                .sorted(Comparator.comparing(Target::name))
                .toList();
    }

    private static Targets create(String name) {
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Targets) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " needs a constructor without parameters", e);
        }
    }
}
