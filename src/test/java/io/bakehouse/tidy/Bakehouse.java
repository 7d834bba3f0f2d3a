package io.bakehouse.tidy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.funqy.Funq;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The compiled program, read once for all rules. */
final class Bakehouse {
    static final String FUNCTIONS = "io.bakehouse.function";

    private static final String ENGINES = "io.bakehouse.engine.";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.bakehouse");

    private Bakehouse() {}

    /** All methods that Funqy would find, but the ways in that an engine has of its own. */
    static List<JavaMethod> functions() {
        return CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .filter(method -> !method.getOwner().getPackageName().startsWith(ENGINES))
                .toList();
    }

    /** The classes of those methods. */
    static Set<JavaClass> functionClasses() {
        return functions().stream().map(JavaMethod::getOwner).collect(Collectors.toSet());
    }

    /** The name under which Funqy would register the method. */
    static String nameOf(JavaMethod method) {
        String name = method.getAnnotationOfType(Funq.class).value();
        return name.isEmpty() ? method.getName() : name;
    }
}
