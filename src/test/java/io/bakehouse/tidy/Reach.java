package io.bakehouse.tidy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.quarkus.funqy.Funq;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The code that one function can run: all of its own class and of the classes nested in it, and what that reaches in the
 * classes beside it that are no functions themselves. From a command it may get to any implementation, and from there
 * into the functions that a command asks for their plans, though never into the method that an event triggers.
 */
final class Reach {
    private static final Set<String> SHARED =
            Set.of("io.bakehouse.chat", "io.bakehouse.command", "io.bakehouse.commands", "io.bakehouse.view");

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
        boolean near = isCollaborator(owner) || isWithin(owner, function);
        if (!near && !isShared(owner) && !isAsked(access)) {
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

    /** What people ask for, and how it is told to them, lies in packages of its own. */
    private static boolean isShared(JavaClass type) {
        return SHARED.contains(type.getPackageName());
    }

    /** From a command, or from a function that a command asked for its plan: what an event triggers is not asked for. */
    private boolean isAsked(JavaAccess<?> access) {
        JavaClass origin = access.getOriginOwner();
        boolean fromCommand = isShared(origin) || (!isCollaborator(origin) && !isWithin(origin, function));
        boolean triggered =
                access.getTarget().resolveMember().stream().anyMatch(member -> member.isAnnotatedWith(Funq.class));
        return fromCommand
                && !triggered
                && access.getTargetOwner().getPackageName().equals(home);
    }

    private static boolean isWithin(JavaClass type, JavaClass outer) {
        return type.equals(outer) || type.getName().startsWith(outer.getName() + "$");
    }
}
