package io.bakehouse.engine.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application as a whole on the practice cloud, with a token. */
public class OnPracticeCloud implements QuarkusTestProfile {
    static final String TOKEN = "face-test";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bakehouse.token", TOKEN,
                "bakehouse.cloud", "practice",
                "bakehouse.data", "target/face-test-data",
                "bakehouse.body-limit", "1M",
                "quarkus.http.test-port", "0");
    }
}
