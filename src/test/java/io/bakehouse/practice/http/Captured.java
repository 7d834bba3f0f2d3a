package io.bakehouse.practice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a real OpenStack (Zed) answered; ids, tokens and addresses are replaced.
 *
 * @param status HTTP status
 */
record Captured(int status, JsonNode body) {

    static Captured of(String name) {
        try (InputStream stream = Captured.class.getResourceAsStream("/practice/" + name + ".json")) {
            JsonNode json = TestClient.MAPPER.readTree(stream);
            return new Captured(json.path("status").asInt(), json.path("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same status, and a body with the same members of the same types. */
    void looksLike(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode got = answer.body().isEmpty()
                ? TestClient.MAPPER.getNodeFactory().textNode("")
                : TestClient.MAPPER.readTree(answer.body());
        assertThat(shape("", got)).isEqualTo(shape("", body));
    }

    /** The same status, and the same body but for ids and addresses. */
    void equalTo(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String got = answer.body()
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "00000000-0000-4000-8000-000000000000");
        assertThat(TestClient.MAPPER.readTree(got)).isEqualTo(body);
    }

    private static Set<String> shape(String path, JsonNode node) {
        Set<String> shape = new TreeSet<>();
        if (node.isObject()) {
            node.properties().forEach(member -> shape.addAll(shape(path + "/" + member.getKey(), member.getValue())));
        } else if (node.isArray()) {
            shape.add(path + "[]");
            node.forEach(element -> shape.addAll(shape(path + "[]", element)));
        } else {
            shape.add(path + ": " + node.getNodeType());
        }
        return shape;
    }
}
