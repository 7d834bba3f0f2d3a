package io.bakehouse.webhook;

import static io.bakehouse.webhook.Readings.read;
import static io.bakehouse.webhook.Readings.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages whose members are of another type than the sender's tool gives them: read, or refused in words. */
class WrongTypesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_MEMBERS = 120;
    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"x\\u0000y\"",
            "[]",
            "{}",
            "[[null, {\"a\": []}]]",
            "{\"\": {\"result\": 7, \"changes\": 1}}");

    static Stream<Fixture> json() throws IOException {
        return Fixture.all()
                .filter(fixture -> JsonBody.looksLike(fixture.request().body()));
    }

    @ParameterizedTest
    @MethodSource("json")
    void everyMemberMayHaveAnyType(Fixture fixture) throws IOException {
        byte[] body = fixture.request().body();
        int members = places(JSON.readTree(body)).size();
        for (int i = 0; i < Math.min(members, MOST_MEMBERS); i++) {
            for (String other : OTHERS) {
                JsonNode tree = JSON.readTree(body);
                places(tree).get(i).put(JSON.readTree(other));
                isReadOrRefused(with(fixture.request(), JSON.writeValueAsBytes(tree)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noiseInAMessageIsReadOrRefused(Fixture fixture) {
        SplittableRandom random = new SplittableRandom(fixture.file().hashCode());
        for (int round = 0; round < 60; round++) {
            byte[] body = fixture.request().body().clone();
            for (int i = 0; i < 1 + random.nextInt(8) && body.length > 0; i++) {
                body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            }
            isReadOrRefused(with(fixture.request(), body));
        }
    }

    static Stream<Fixture> all() throws IOException {
        return Fixture.all().filter(fixture -> !fixture.file().contains("handshake"));
    }

    private static void isReadOrRefused(WebhookRequest request) {
        try {
            assertThat(read(request).facts()).containsKeys("event", "status");
        } catch (MalformedException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    /** Where a value stands, in the object or list that holds it. */
    private interface Place {
        void put(JsonNode value);
    }

    private static List<Place> places(JsonNode tree) {
        List<Place> places = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            object.properties().forEach(member -> places.add(value -> object.set(member.getKey(), value)));
            object.forEach(member -> places.addAll(places(member)));
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(value -> array.set(at, value));
                places.addAll(places(array.get(i)));
            }
        }
        return places;
    }
}
