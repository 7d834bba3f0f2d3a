package io.bakehouse.function;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was read out of a message, and what would follow from it.
 *
 * @param problem what the message is refused with; empty when it is not
 * @param facts by the names that people see
 */
public record Explanation(Optional<Receipt> problem, Map<String, Object> facts) {
    public Explanation {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Explanation refused(Receipt problem) {
        return new Explanation(Optional.of(problem), Map.of());
    }

    static Explanation of(Map<String, Object> facts) {
        return new Explanation(Optional.empty(), facts);
    }
}
