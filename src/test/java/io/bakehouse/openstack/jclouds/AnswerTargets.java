package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.fuzz.Seeds;
import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import io.bakehouse.model.Image;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jclouds.http.HttpResponse;

/** What clouds answer, and what proxies before them make of that. */
final class AnswerTargets implements Targets {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Set<Class<? extends Exception>> REFUSALS = Set.of(CloudException.class);
    private static final CloudConfig CONFIG = config();

    @Override
    public Stream<Target> all() {
        return Stream.of(
                new Target("cloud/image", bodies("image"), REFUSALS, AnswerTargets::image),
                new Target("cloud/images", bodies("images"), REFUSALS, input -> pages("images", input)),
                new Target("cloud/servers", bodies("servers"), REFUSALS, input -> pages("servers", input)),
                new Target(
                        "cloud/server",
                        bodies("server-"),
                        REFUSALS,
                        input -> server(json(input).path("server"))),
                new Target("cloud/volume", volumes(), REFUSALS, AnswerTargets::volume),
                new Target("cloud/token", bodies("token"), REFUSALS, AnswerTargets::token),
                new Target(
                        "cloud/words",
                        bodies("error"),
                        Set.of(),
                        input -> CloudWords.of(Target.text(input), Set.of("secret"))),
                new Target(
                        "cloud/retry-after",
                        Target.texts("120", "Mon, 23 Nov 2026 12:10:00 GMT"),
                        Set.of(),
                        input -> RetryAfter.read(Optional.of(Target.text(input)), NOW)));
    }

    private static CloudConfig config() {
        try (TinyCloud tiny = new TinyCloud()) {
            return tiny.config(TinyCloud.PASSWORD);
        }
    }

    /** The answers of a real cloud in files of names that begin so. */
    private static List<byte[]> bodies(String kind) {
        return Target.texts(Seeds.resources("practice").stream()
                .filter(file -> file[0] == '{')
                .map(AnswerTargets::json)
                .filter(answer -> answer.path("body").isObject())
                .map(answer -> answer.path("body").toString())
                .filter(body -> kind.equals("error")
                        || body.contains("\"" + kind.replace("-", "") + "\"")
                        || (kind.equals("image") && body.contains("\"visibility\""))));
    }

    private static List<byte[]> volumes() {
        return Target.texts(
                "{\"id\":\"v\",\"name\":\"n\",\"status\":\"in-use\",\"size\":5,\"created_at\":\"2026-11-23T12:00:00.000000\","
                        + "\"attachments\":[{\"server_id\":\"s\"}],\"snapshot_id\":null,\"volume_id\":\"v\","
                        + "\"metadata\":{\"bakehouse_role\":\"builder\"}}");
    }

    private static JsonNode json(byte[] input) {
        return new ReadJson()
                .apply(HttpResponse.builder()
                        .statusCode(200)
                        .payload(new String(input, StandardCharsets.UTF_8))
                        .build());
    }

    private static void image(byte[] input) {
        use(ReadImage.of(json(input)));
    }

    private static void use(Image image) {
        image.rank();
        image.isOurs();
        image.isRecord();
        image.isRevoked();
        image.volumeSnapshots();
    }

    private static void server(JsonNode node) {
        ReadServer.of(node).isOurs();
    }

    private static void volume(byte[] input) {
        ReadVolume.of(json(input)).isOurs();
        ReadVolume.snapshot(json(input)).isOurs();
    }

    /** The same page again and again, until there is no next one or somebody says that it does not end. */
    private static void pages(String field, byte[] input) {
        Iterator<byte[]> answers = Stream.generate(() -> input).iterator();
        for (JsonNode node : Pages.all(field, marker -> json(answers.next()))) {
            if (field.equals("images")) {
                use(ReadImage.of(node));
            } else {
                server(node);
            }
        }
    }

    private static void token(byte[] input) {
        ProjectToken token = ProjectToken.read("token", json(input), NOW);
        token.isNearItsEnd(NOW);
        Endpoints.of("compute", CONFIG, token.endpoints());
        Endpoints.of("image", CONFIG, token.endpoints());
        Endpoints.ofVolumes(CONFIG, token.endpoints(), token.project());
    }
}
