package io.bakehouse.engine.aws;

import io.bakehouse.platform.Environment;
import io.smallrye.config.EnvConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Settings out of AWS Secrets Manager: {@code BAKEHOUSE_AWS_SECRET} names a secret, and its values count as variables of the
 * process that are called so. A variable that the process has itself comes first.
 */
public final class SecretSources implements ConfigSourceProvider {
    private static final String SECRET = "BAKEHOUSE_AWS_SECRET";

    /** Where to ask instead of where the region says, for tests and private endpoints. */
    private static final String ENDPOINT = "BAKEHOUSE_AWS_SECRET_ENDPOINT";

    /** Below the process's own variables (300), above files (250). */
    private static final int ORDINAL = 290;

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        return sources(Environment.variables());
    }

    static List<ConfigSource> sources(Map<String, String> environment) {
        String secret = environment.getOrDefault(SECRET, "");
        return secret.isEmpty()
                ? List.of()
                : List.of(new EnvConfigSource(Secret.read(secret, environment.get(ENDPOINT)), ORDINAL));
    }
}
