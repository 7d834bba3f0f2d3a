package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.access.Access;
import io.bakehouse.function.ExplainWebhook;
import io.bakehouse.function.Explanation;
import io.bakehouse.function.ReceiveWebhook;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Callback;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told with {@code ?explain=true}, against the facts that stand in the index. */
class FixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final Recipes RECIPES = new Recipes(List.of());
    private static final ExplainWebhook EXPLAIN = new ExplainWebhook(
            new ReceiveWebhook(
                    Senders.known(),
                    Access.byToken(Optional.empty()),
                    new Callback(Optional.empty(), Optional.empty()),
                    RECIPES,
                    CLOCK),
            new PracticeModel(CLOCK, PracticeTimes.usual(), "fixtures").cloud(),
            RECIPES,
            CLOCK);

    static Stream<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFactOfTheIndexIsRead(Fixture fixture) {
        Explanation explanation = EXPLAIN.explainWebhook(fixture.request());
        assertThat(explanation.problem()).isEmpty();
        Map<String, JsonNode> read = new TreeMap<>();
        fixture.facts()
                .keySet()
                .forEach(fact ->
                        read.put(fact, JSON.valueToTree(explanation.facts().get(fact))));

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
