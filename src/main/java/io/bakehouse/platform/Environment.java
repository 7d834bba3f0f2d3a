package io.bakehouse.platform;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The variables this process was started with: the only place that reads them, everything else takes a map. */
public final class Environment {
    private static final String OPENSTACK = "OS_";

    private Environment() {}

    /**
     * The same, and what a source of settings has under the names of OpenStack's variables, as one with secrets may. Of two
     * values the one of the more important source holds.
     */
    public static Map<String, String> variables(Config config) {
        Map<String, String> all = new HashMap<>(variables());
        for (ConfigSource source : config.getConfigSources()) {
            for (String name : source.getPropertyNames()) {
                if (name.startsWith(OPENSTACK)) {
                    all.putIfAbsent(name, source.getValue(name));
                }
            }
        }
        return all;
    }

    /** All variables, as they were at the start. */
    public static Map<String, String> variables() {
        return System.getenv();
    }
}
