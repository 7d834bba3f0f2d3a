package io.bakehouse.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All targets, by whoever has any. */
public final class Found {
    private Found() {}

    /** In the order of their names. */
    public static List<Target> targets() {
        return classes()
                .map(Found::create)
                .flatMap(Targets::all)
                .sorted(Comparator.comparing(Target::name))
                .toList();
    }

    /** Those of the group, in the order of their names. */
    static List<Target> group(String name) {
        return targets().stream().filter(target -> target.group().equals(name)).toList();
    }

    private static Stream<JavaClass> classes() {
        return new ClassFileImporter()
                .importPackages("io.bakehouse").stream()
                        .filter(type -> type.isAssignableTo(Targets.class) && !type.isInterface());
    }

    private static Targets create(JavaClass type) {
        try {
            Constructor<?> constructor = type.reflect().getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Targets) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a constructor without parameters", e);
        }
    }
}
