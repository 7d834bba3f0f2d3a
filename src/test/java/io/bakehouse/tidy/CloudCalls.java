package io.bakehouse.tidy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import io.bakehouse.openstack.Calls;
import io.bakehouse.openstack.Cloud;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The API requests that a function's code can lead to. */
final class CloudCalls {
    private CloudCalls() {}

    static Set<String> of(JavaClass function, Set<JavaClass> functions) {
        Set<String> calls = new TreeSet<>();
        Reach.of(function, functions)
                .filter(access -> access.getTargetOwner().isAssignableTo(Cloud.class))
                .flatMap(CloudCalls::declared)
                .forEach(calls::add);
        return calls;
    }

    private static Stream<String> declared(JavaAccess<?> access) {
        return access.getTarget().resolveMember().stream()
                .filter(JavaCodeUnit.class::isInstance)
                .flatMap(member -> member.tryGetAnnotationOfType(Calls.class).stream())
                .flatMap(calls -> Arrays.stream(calls.value()));
    }
}
