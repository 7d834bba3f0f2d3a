package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFactOfTheIndexIsRead(Fixture fixture) {
        Reading reading =
                Senders.known().named(fixture.request().sender()).orElseThrow().read(fixture.request(), Instant.EPOCH);
        Map<String, JsonNode> read = new TreeMap<>();
        fixture.facts()
                .keySet()
                .forEach(fact -> read.put(fact, JSON.valueToTree(reading.facts().get(fact))));

        assertThat(read).containsExactlyInAnyOrderEntriesOf(fixture.facts());
    }

    @Test
    void theIndexNamesTheFixtures() throws IOException {
        assertThat(Fixture.all().map(Fixture::file).map(file -> file.substring(0, file.indexOf('/'))))
                .contains(
                        "ansible", "awx", "chef", "cloud-init", "cloudevents", "github", "gitlab", "knative", "puppet")
                .contains("rackspace-cloud-feeds", "salt", "standard-webhooks", "terraform-cloud")
                .hasSizeGreaterThan(80);
    }
}
