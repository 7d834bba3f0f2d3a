package io.bakehouse.engine.knative.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.knative.Answer;
import io.bakehouse.engine.knative.Remote;
import io.bakehouse.engine.local.KeptEvents;
import io.bakehouse.model.EventType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keeper takes from whom, with a broker that is away. */
class KeeperFaceTest {
    private static final Map<String, List<String>> TOKEN = Map.of("Authorization", List.of("Bearer secret"));
    private static final Map<String, List<String>> NONE = Map.of();

    @TempDir
    private Path folder;

    private KeeperEngine keeper;

    @BeforeEach
    void start() {
        keeper = new KeeperEngine(
                KeptEvents.open(folder, 0, Bench.table(), Clock.systemUTC()),
                Bench.table(),
                new Remote("the broker", URI.create("http://127.0.0.1:1/"), Optional.empty()),
                Optional.of("secret"),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    @Test
    void nothingButWhatABrokerGaveUpIsTakenWithoutTheToken() {
        for (String path : List.of("events", "dead-letters", "redrive")) {
            assertThat(post(path, NONE, "{}").status()).as(path).isEqualTo(401);
        }
        assertThat(keeper.answer("GET", "dead-letters", Map.of(), NONE, new byte[0])
                        .status())
                .isEqualTo(401);
        assertThat(post("undelivered/promote", binary("e1"), "{}").status()).isEqualTo(204);
        Bench.await(() -> keeper.dead("promote").equals(OptionalLong.of(1)));
    }

    @Test
    void whatABrokerGaveUpComesTwiceAndIsThereOnce() {
        post("undelivered/promote", binary("e1"), "{}");
        post("undelivered/promote", binary("e1"), "{}");

        Bench.await(() -> keeper.dead("promote").equals(OptionalLong.of(1)));
        Bench.await(() -> keeper.depth("all").equals(OptionalLong.of(1)));
        assertThat(keeper.deadLetters(10).get(0).reason())
                .isEqualTo("promote was given up by the broker: the last answer was 503");
    }

    @Test
    void whatIsWrongIsSaidInWords() {
        assertThat(post("events", TOKEN, "garbage").status()).isEqualTo(400);
        assertThat(post("events", TOKEN, kept("paint", "\"notBefore\":\"2026-01-01T00:00:00Z\""))
                        .body())
                .contains("no function 'paint'");
        assertThat(post("events", TOKEN, kept("promote", "\"reason\":\"it is dead\""))
                        .body())
                .contains("'notBefore' is missing");
        assertThat(post("dead-letters", TOKEN, kept("all", "\"reason\":\"it is dead\""))
                        .body())
                .contains("no function 'all'");
        assertThat(post("undelivered/promote", NONE, "{}").body()).contains("no CloudEvent");
        assertThat(post("undelivered/paint", binary("e1"), "{}").body()).contains("no function 'paint'");
        assertThat(post("elsewhere", TOKEN, "{}").status()).isEqualTo(404);
        assertThat(post("events", TOKEN, "x".repeat(KeeperFace.LARGEST + 1)).status())
                .isEqualTo(413);
    }

    @Test
    void anEventIsKeptWhileTheBrokerIsAway() {
        assertThat(post("events", TOKEN, kept("promote", "\"notBefore\":\"2026-01-01T00:00:00Z\""))
                        .status())
                .isEqualTo(204);
        keeper.publish(List.of(Bench.promoted()));

        // Counts follow a moment later, and one that is given back counts twice in between.
        Bench.await(() -> keeper.depth("promote").equals(OptionalLong.of(1)));
        Bench.await(() -> keeper.depth("all").equals(OptionalLong.of(1)));
        assertThat(keeper.trouble()).isEmpty();
    }

    private Answer post(String path, Map<String, List<String>> headers, String body) {
        return keeper.answer("POST", path, Map.of(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String kept(String to, String more) {
        String event = new String(EventCodec.write(Bench.imageReady("b1"), Instant.EPOCH), StandardCharsets.UTF_8);
        return "{\"to\":\"" + to + "\",\"id\":\"e1\",\"body\":\"" + event.replace("\"", "\\\"") + "\"," + more + "}";
    }

    private static Map<String, List<String>> binary(String id) {
        return Map.of(
                "ce-specversion", List.of("1.0"),
                "ce-id", List.of(id),
                "ce-source", List.of("/bakehouse"),
                "ce-type", List.of(EventType.IMAGE_READY.wire()),
                "ce-knativeerrorcode", List.of("503"),
                "Content-Type", List.of("application/json"));
    }
}
