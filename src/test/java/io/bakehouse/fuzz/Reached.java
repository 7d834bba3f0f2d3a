package io.bakehouse.fuzz;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * All code that some classes can get to, as far as it is ours. Whoever calls through an interface gets to every class that has
 * it, except those of an engine: what these do for functions, tests do in another way.
 */
final class Reached {
    private static final String ENGINE = "io.bakehouse.engine";

    private final Set<JavaCodeUnit> units = new HashSet<>();
    private final Deque<JavaCodeUnit> next = new ArrayDeque<>();

    private Reached() {}

    static Set<JavaCodeUnit> from(Set<JavaClass> begin, JavaClasses all) {
        Reached reached = new Reached();
        begin.forEach(reached::addAll);
        while (!reached.next.isEmpty()) {
            reached.next.remove().getAccessesFromSelf().forEach(access -> reached.follow(access, all));
        }
        return reached.units;
    }

    private void follow(JavaAccess<?> access, JavaClasses all) {
        JavaClass owner = access.getTargetOwner();
        if (!all.contain(owner.getName())) {
            return;
        }
        if (access.getTarget().resolveMember().orElse(null) instanceof JavaCodeUnit called) {
            add(called);
            owner.getAllSubclasses().stream()
                    .filter(type -> !type.getPackageName().startsWith(ENGINE))
                    .flatMap(type -> type.getCodeUnits().stream())
                    .filter(unit -> unit.getName().equals(called.getName())
                            && unit.getRawParameterTypes().size()
                                    == called.getRawParameterTypes().size())
                    .forEach(this::add);
        }
    }

    private void addAll(JavaClass type) {
        type.getCodeUnits().forEach(this::add);
    }

    private void add(JavaCodeUnit unit) {
        if (units.add(unit)) {
            next.add(unit);
        }
    }
}
