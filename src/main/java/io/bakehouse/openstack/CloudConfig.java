package io.bakehouse.openstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which OpenStack to use and how to get in, read from {@code clouds.yaml} or the {@code OS_*} variables.
 *
 * @param authUrl Keystone, ending in {@code /v3}
 * @param region empty when the cloud has only one
 * @param caCert PEM file of the authorities to trust instead of the Java platform's
 * @param verify false to accept any certificate
 */
public record CloudConfig(
        URI authUrl,
        CloudCredentials credentials,
        Optional<String> region,
        Endpoints endpoints,
        Optional<Path> caCert,
        boolean verify,
        Bounds bounds) {

    /** Which of a service's URLs in the catalog to use. */
    public enum Endpoints {
        PUBLIC,
        INTERNAL
    }

    /**
     * How long and how much to take at most.
     *
     * @param connect until a connection stands
     * @param answer until the answer to one request is complete
     * @param page objects to ask for in one page of a list
     */
    public record Bounds(Duration connect, Duration answer, int page) {
        public static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(60), 1000);

        public Bounds {
            if (connect.isNegative() || connect.isZero() || answer.isNegative() || answer.isZero() || page < 1) {
                throw new IllegalArgumentException("time limits and the page size must be above zero");
            }
        }
    }

    /** The same cloud with other limits. */
    public CloudConfig within(Bounds other) {
        return new CloudConfig(authUrl, credentials, region, endpoints, caCert, verify, other);
    }

    /**
     * Reads the configuration where OpenStack's own clients look: with {@code OS_CLOUD}, that cloud of
     * {@code clouds.yaml}; else with {@code OS_AUTH_URL}, the variables; else the only cloud of {@code clouds.yaml}.
     *
     * @param folder where a relative {@code clouds.yaml} is looked for
     * @return empty when nothing is configured
     * @throws CloudConfigException when what is configured cannot be used
     */
    public static Optional<CloudConfig> fromEnvironment(Map<String, String> environment, Path folder) {
        String name = environment.getOrDefault("OS_CLOUD", "");
        if (name.isEmpty() && !environment.getOrDefault("OS_AUTH_URL", "").isEmpty()) {
            return Optional.of(CloudSettings.ofVariables(environment).read());
        }
        CloudsFile files = new CloudsFile(environment, folder);
        if (name.isEmpty()) {
            return files.onlyCloud().map(CloudSettings::read);
        }
        return Optional.of(files.cloud(name).read());
    }
}
