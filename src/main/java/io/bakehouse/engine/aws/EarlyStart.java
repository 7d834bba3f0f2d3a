package io.bakehouse.engine.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.runtime.Quarkus;

/**
 * Starts the program while Lambda makes the process. Quarkus' handlers are found by name, because only the build for Lambda
 * has them; and the classes that call this are none by type, because Quarkus wants to have the only one.
 */
final class EarlyStart {
    private EarlyStart() {}

    static RequestStreamHandler of(String handler) {
        try {
            RequestStreamHandler program = Class.forName(handler)
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor()
                    .newInstance();
            Quarkus.manualStart();
            return program;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this program was not built for Lambda: use the profile aws", e);
        }
    }
}
