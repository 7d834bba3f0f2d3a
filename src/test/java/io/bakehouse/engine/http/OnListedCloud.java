package io.bakehouse.engine.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application with a queue and a cloud that tests can look into. */
public class OnListedCloud implements QuarkusTestProfile {
    static final String TOKEN = "correct-horse-bättery";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordingPublisher.class, ListedCloud.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bakehouse.token", TOKEN,
                "bakehouse.cloud", "practice",
                "bakehouse.data", "target/http-test-data",
                "quarkus.http.test-port", "0");
    }
}
