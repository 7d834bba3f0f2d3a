package io.bakehouse.platform;

import java.util.Map;

/** The variables this process was started with: the only place that reads them, everything else takes a map. */
public final class Environment {
    private Environment() {}

    /** All variables, as they were at the start. */
    public static Map<String, String> variables() {
        return System.getenv();
    }
}
