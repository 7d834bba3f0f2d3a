package io.bakehouse.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.access.Access;
import io.bakehouse.access.Rights;
import io.bakehouse.access.Secret;
import io.bakehouse.access.SenderAccess;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the four products send is let in or refused, and read, as the index says. */
class ChatFixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FACTS = List.of("event", "text", "user", "action", "value");

    private final Chats chats = new Chats(Optional.empty(), Optional.of("token"));

    static Stream<JsonNode> rows() throws IOException {
        return StreamSupport.stream(read("chat-index.json").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isWhatTheIndexSays(JsonNode row) throws IOException {
        WebhookRequest request = request(row.path("file").asText());
        boolean rejected = row.path("status").asText().equals("rejected");
        boolean ours = !row.path("file").asText().equals("mattermost/interactive-button.http");

        assertThat(access(row)
                        .admit(request.sender(), request, Instant.ofEpochSecond(now(row)))
                        .isPresent())
                .isEqualTo(!rejected && ours);
        ChatMessage message = chats.named(request.sender()).orElseThrow().read(request);
        if (!rejected) {
            assertThat(message.facts())
                    .containsEntry("status", row.path("status").asText());
        }
        for (String fact : FACTS) {
            if (row.has(fact)) {
                assertThat(message.facts())
                        .as(fact)
                        .containsEntry(fact, row.path(fact).asText());
            }
        }
    }

    @Test
    void allAreThere() throws IOException {
        assertThat(rows()).hasSize(24);
    }

    @Test
    void aClickInMattermostIsLetInByOurTicketAlone() {
        WebhookRequest foreign = Fixture.request("mattermost/interactive-button.http");
        String line = "approve bake=web-1f2e3d4c5b6a";
        String ticket = new Tickets(Optional.of("token")).ticket(line);
        ChatProduct product = chats.named("mattermost").orElseThrow();

        assertThat(product.isTicketed(foreign)).isFalse();
        assertThat(product.isTicketed(click(line, ticket))).isTrue();
        assertThat(product.isTicketed(click(line + "x", ticket))).isFalse();
        assertThat(product.read(click(line, ticket)).text()).isEqualTo(line);
    }

    @Test
    void wrappedLinksAndMentionsAreUnwrapped() {
        assertThat(Slack.unescaped("bake <http://node-01.example.org|node-01.example.org>"))
                .isEqualTo("bake node-01.example.org");
        assertThat(Slack.unescaped("ask <@U1|bob> &amp; <mailto:a@b.c|a@b.c> &lt;x&gt; <#C1|ops> <https://a.b>"))
                .isEqualTo("ask bob & a@b.c <x> ops a.b");
        assertThat(Teams.plain("<div><at id=\"1\">bakery</at>&nbsp;bake&nbsp;web reason=&quot;a &amp; b&quot;\n</div>"))
                .isEqualTo("bake web reason=\"a & b\"");
    }

    @Test
    void answersAreEscapedAndBounded() {
        List<String> lines = new ArrayList<>(List.of("<!channel> & @all"));
        for (int i = 0; i < 100; i++) {
            lines.add("line " + i + " <&>".repeat(30));
        }
        ChatMessage message = chats.named("slack").orElseThrow().read(Fixture.request("slack/command-help.http"));
        for (String name : List.of("slack", "mattermost", "discord", "teams")) {
            String json = chats.named(name).orElseThrow().answer(message, ChatText.quiet(lines));
            assertThat(json).as(name).contains("more");
            assertThat(json).as(name).doesNotContain(name.equals("mattermost") ? "@all" : "<!channel>");
        }
        String slack = Json.text(
                Json.read(chats.named("slack").orElseThrow().answer(message, ChatText.quiet(lines))), "/text");
        assertThat(slack).startsWith("&lt;!channel&gt; &amp;").hasSizeLessThanOrEqualTo(3_000);
    }

    private static WebhookRequest click(String line, String ticket) {
        Map<String, Object> body = Map.of("user_id", "u", "context", Map.of("line", line, "ticket", ticket));
        byte[] bytes = Json.write(body).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new WebhookRequest("mattermost", "POST", "actions", Map.of(), Map.of(), bytes);
    }

    private static WebhookRequest request(String file) throws IOException {
        if (!file.endsWith(".json")) {
            return Fixture.request(file);
        }
        JsonNode event = read(file);
        Map<String, List<String>> headers = new HashMap<>();
        event.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        byte[] body = Base64.getDecoder().decode(event.path("body").asText());
        return new WebhookRequest("slack", "POST", "commands", Map.of(), headers, body);
    }

    private static long now(JsonNode row) {
        return row.path("now").asLong(1795396200);
    }

    private static Access access(JsonNode row) throws IOException {
        String file = row.path("file").asText();
        String tool = file.startsWith("aws") ? "slack" : file.substring(0, file.indexOf('/'));
        String secret = "xr3j5x3p4pfk7kk6ck7b4e6ghh";
        for (JsonNode signature : read("signatures.json")) {
            boolean same = file.equals(signature.path("file").asText())
                    || (file.startsWith("aws")
                            && signature.path("name").asText().equals("slack/command-bake"));
            if (same) {
                secret = signature.has("secret")
                        ? signature.path("secret").asText()
                        : signature.path("public_key").asText();
            }
        }
        SenderAccess sender =
                new SenderAccess(tool, Schemes.of(tool), List.of(new Secret(secret)), Map.of(), Rights.ALL);
        return new Access(Optional.of(new Secret("other")), Map.of(tool, sender), List.of(), List.of());
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = ChatFixturesTest.class.getResourceAsStream("/fixtures/" + file)) {
            return JSON.readTree(in);
        }
    }
}
