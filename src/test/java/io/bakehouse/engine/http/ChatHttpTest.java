package io.bakehouse.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.proof.Macs;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.ConfigRun;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Chat products as they call, with proofs made at the time of the test. */
@QuarkusTest
@TestProfile(OnChats.class)
class ChatHttpTest extends OnLists {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    @Inject
    InstantSource clock;

    private static int messages;

    @Test
    void slackIsAnsweredAtOnceAndTheCommandIsOnTheQueue() throws Exception {
        for (String path : List.of("/webhooks/slack/commands", "/webhooks/slack", "/chat/slack/commands")) {
            HttpResponse<String> answer = slack(path, command("bake node-01"), 0);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"response_type\":\"in_channel\"", "on it: bake family=web server=node-01");
        }
        assertThat(queue.events).hasSize(3);
        CommandRequested asked = (CommandRequested) queue.events.get(0).data();
        assertThat(asked.command()).isEqualTo("bake");
        assertThat(asked.input()).isEqualTo("{\"family\":\"web\",\"server\":\"node-01\"}");
        assertThat(asked.reply()).startsWith("s1.").doesNotContain("hooks");
    }

    @Test
    void helpErrorsAndStrangersAreAnsweredToThemAlone() throws Exception {
        for (String text : List.of("", "help", "bkae web", "rollback web production", "bake wbe")) {
            HttpResponse<String> answer = slack("/webhooks/slack", command(text), 0);
            assertThat(answer.statusCode()).as(text).isEqualTo(200);
            assertThat(answer.body()).as(text).contains("\"response_type\":\"ephemeral\"");
        }
        assertThat(slack("/webhooks/slack", command("status").replace("user_id=U1", "user_id=U2"), 0)
                        .body())
                .contains("you may not 'status' here");
        assertThat(slack("/webhooks/slack", "ssl_check=1&token=x", 0).body()).isEmpty();
        assertThat(queue.events).isEmpty();
    }

    @Test
    void whatIsNotProvenIsRefusedInTheSameWords() throws Exception {
        String good = command("status");
        assertThat(slack("/webhooks/slack", good, 0).statusCode()).isEqualTo(200);
        int before = queue.events.size();
        List<HttpResponse<String>> refused = List.of(
                slack("/webhooks/slack", good, 0), // a replay
                slack("/webhooks/slack", command("status"), -400), // stale
                send("/webhooks/slack", "POST", Map.of("Content-Type", FORM), command("status")), // unsigned
                send(
                        "/webhooks/slack",
                        "POST",
                        Map.of(
                                "Content-Type",
                                FORM,
                                "Authorization",
                                "Bearer " + OnListedCloud.TOKEN.replace("ä", "a")),
                        command("status")));
        for (HttpResponse<String> answer : refused) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(refused.get(1).body()).contains(Problems.UNKNOWN);
        }
        assertThat(queue.events).hasSize(before);
    }

    @Test
    void whatWouldHappenIsExplained() throws Exception {
        HttpResponse<String> answer = slack("/webhooks/slack/commands?explain=true", command("rollback web"), 0);

        assertThat(answer.body())
                .contains(
                        "\"allowed\":true",
                        "\"command\":\"rollback\"",
                        "this would be carried out: rollback family=web")
                .contains("\"event\":\"slash-command\"")
                .doesNotContain("hooks");
        assertThat(queue.events).isEmpty();
    }

    @Test
    void mattermostShowsItsTokenInPostAndGet() throws Exception {
        String fields = "team_id=m&user_id=u&user_name=al&channel_id=c&trigger_id=t" + messages++
                + "&response_url=https%3A%2F%2Fchat.example.org%2Fhooks%2F1&text=status";
        Map<String, String> token = Map.of("Authorization", "Token " + OnChats.MATTERMOST, "Content-Type", FORM);
        assertThat(send("/webhooks/mattermost/commands", "POST", token, fields).body())
                .contains("on it: status");
        assertThat(send("/webhooks/mattermost/commands?" + fields, "GET", token, "")
                        .body())
                .contains("on it: status");
        assertThat(send("/webhooks/mattermost", "POST", Map.of("Content-Type", FORM), fields + "&token=nope")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("/webhooks/mattermost/actions", "POST", Map.of("Content-Type", JSON), "{\"context\":{}}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void discordIsPingedAndAsked() throws Exception {
        assertThat(discord("{\"type\":1}", true).body()).isEqualTo("{\"type\":1}");
        assertThat(discord("{\"type\":1, \"id\":\"2\"}", false).statusCode()).isEqualTo(401);
        String options = "[{\"name\":\"bake\",\"type\":1,\"options\":[{\"name\":\"server\",\"type\":3,"
                + "\"value\":\"node-01\"},{\"name\":\"dry_run\",\"type\":5,\"value\":true}]}]";
        HttpResponse<String> answer = discord(
                "{\"type\":2,\"id\":\"77\",\"application_id\":\"7\",\"token\":\"T\",\"guild_id\":\"9\",\"channel_id\":\"5\","
                        + "\"member\":{\"user\":{\"id\":\"8\",\"username\":\"al\"}},\"data\":{\"options\":" + options
                        + "}}",
                true);
        assertThat(answer.body()).contains("\"type\":4", "\"flags\":64", "on it: plan command=bake");
        assertThat(queue.events).hasSize(1);
    }

    @Test
    void teamsIsAnsweredInOneBreath() throws Exception {
        assertThat(teams("&nbsp;images web").body()).contains("\"type\":\"message\"", "there are no images");
        assertThat(teams(" bake node-01").body()).contains("will be baked as", "status web-");
        assertThat(queue.events).hasSize(1);
        assertThat(((ConfigRun) queue.events.get(0).data()).nodeNames()).containsExactly("node-01");
    }

    private HttpResponse<String> teams(String text) throws Exception {
        String body = "{\"type\":\"message\",\"id\":\"" + messages++ + "\",\"text\":\"<at>bakery</at>" + text
                + "\",\"from\":{\"aadObjectId\":\"aad\",\"name\":\"Al\"},\"conversation\":{\"id\":\"c\"},"
                + "\"channelData\":{\"tenant\":{\"id\":\"tenant\"}}}";
        byte[] mac =
                Macs.of(Macs.SHA256, Base64.getDecoder().decode(OnChats.TEAMS), body.getBytes(StandardCharsets.UTF_8));
        String proof = "HMAC " + Base64.getEncoder().encodeToString(mac);
        return send("/webhooks/teams", "POST", Map.of("Content-Type", JSON, "Authorization", proof), body);
    }

    private HttpResponse<String> discord(String body, boolean right) throws Exception {
        String time = Long.toString(clock.instant().getEpochSecond());
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(OnChats.DISCORD_PRIVATE))));
        signer.update((time + body + (right ? "" : " ")).getBytes(StandardCharsets.UTF_8));
        return send(
                "/webhooks/discord/interactions",
                "POST",
                Map.of(
                        "Content-Type", JSON,
                        "X-Signature-Timestamp", time,
                        "X-Signature-Ed25519", HexFormat.of().formatHex(signer.sign())),
                body);
    }

    private static String command(String text) {
        return "team_id=T1&user_id=U1&user_name=al&channel_id=C1&trigger_id=t" + messages++
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2F1&text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> slack(String path, String body, long late) throws Exception {
        String time = Long.toString(clock.instant().getEpochSecond() + late);
        byte[] mac = Macs.of(
                Macs.SHA256,
                OnChats.SLACK.getBytes(StandardCharsets.UTF_8),
                ("v0:" + time + ":" + body).getBytes(StandardCharsets.UTF_8));
        return send(
                path,
                "POST",
                Map.of(
                        "Content-Type", FORM,
                        "X-Slack-Request-Timestamp", time,
                        "X-Slack-Signature", "v0=" + HexFormat.of().formatHex(mac)),
                body);
    }

    private HttpResponse<String> send(String path, String method, Map<String, String> headers, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return Answers.to(request.build());
    }
}
