package io.bakehouse.infra.aws;

import io.bakehouse.engine.FunctionRow;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the resources of one function are called in the template. */
record Names(String function) {
    static Names of(FunctionRow row) {
        return new Names(row.name());
    }

    /** The function itself; the others begin with this. */
    String logical() {
        return Arrays.stream(function.split("-"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }

    String queue() {
        return logical() + "Queue";
    }

    String dead() {
        return logical() + "Dead";
    }

    String role() {
        return logical() + "Role";
    }

    String logs() {
        return logical() + "Logs";
    }

    /** What the deployed thing is called; the engine finds queues by such names. */
    String deployed() {
        return "${Name}-" + function;
    }
}
