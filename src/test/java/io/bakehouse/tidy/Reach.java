package io.bakehouse.tidy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The code that one function can run: all of its own class and of the classes nested in it, and what that reaches in the
 * classes beside it that are no functions themselves.
 */
final class Reach {
    private final Set<JavaClass> functions;
    private final Set<JavaCodeUnit> reached = new HashSet<>();
    private final Deque<JavaCodeUnit> next = new ArrayDeque<>();
    private final JavaClass function;
    private final String home;

    private Reach(JavaClass function, Set<JavaClass> functions) {
        this.functions = functions;
        this.function = function;
        this.home = function.getPackageName();
        function.getPackage().getClasses().stream()
                .filter(type -> isWithin(type, function))
                .forEach(this::addAll);
        while (!next.isEmpty()) {
            next.remove().getAccessesFromSelf().forEach(this::follow);
        }
    }

    /**
     * Every use of a method, constructor or field by that function.
     *
     * @param functions classes of all functions: one does not reach into another
     */
    static Stream<JavaAccess<?>> of(JavaClass function, Set<JavaClass> functions) {
        return new Reach(function, functions).reached.stream().flatMap(unit -> unit.getAccessesFromSelf().stream());
    }

    private void follow(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        // The decisions of a function may lie in files of their own.
        if (!isCollaborator(owner) && !isWithin(owner, function)) {
            return;
        }
        access.getTarget().resolveMember().ifPresent(this::addMember);
        if (access.getTarget().resolveMember().orElse(null) instanceof JavaMethod called) {
            // Whoever calls through an interface may get to any class that has it.
            owner.getAllSubclasses().stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.getName().equals(called.getName())
                            && method.getRawParameterTypes().equals(called.getRawParameterTypes()))
                    .forEach(this::add);
        }
        if (owner.isAnonymousClass()) {
            addAll(owner);
        }
    }

    private void addMember(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            add(unit);
        }
    }

    private void addAll(JavaClass type) {
        type.getCodeUnits().forEach(this::add);
    }

    private void add(JavaCodeUnit unit) {
        if (reached.add(unit)) {
            next.add(unit);
        }
    }

    private boolean isCollaborator(JavaClass type) {
        return type.getPackageName().equals(home) && functions.stream().noneMatch(function -> isWithin(type, function));
    }

    private static boolean isWithin(JavaClass type, JavaClass outer) {
        return type.equals(outer) || type.getName().startsWith(outer.getName() + "$");
    }
}
