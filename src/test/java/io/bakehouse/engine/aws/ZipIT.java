package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.lambda.FunctionZip;
import io.bakehouse.lambda.Lambda;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.platform.Callback;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.http.PracticeServer;
import io.bakehouse.program.Ends;
import io.bakehouse.program.Patience;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip for Lambda as a whole, in processes that have nothing but it: from a request to its Function URL to the batch that
 * is ready.
 */
class ZipIT {
    private static final String BAKERY = "https://bakery.example.org";
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int HIDDEN_SECONDS = 300;
    private static final String SLACK_SECRET = "a-signing-secret-of-slack";

    @TempDir
    static Path unpacked;

    @TempDir
    Path folder;

    private final FunctionTable table = FunctionTable.packaged();
    private ElasticMq sqs;
    private PracticeServer cloud;
    private OpenStackCloud look;
    private Ends ends;
    private Lambda events;
    private Lambda requests;
    private EventSourceMapping mapping;

    @BeforeEach
    void start() throws IOException {
        if (!Files.exists(unpacked.resolve("lib"))) {
            FunctionZip.unpack(FunctionZip.built(), unpacked);
        }
        sqs = new ElasticMq().with(table, HIDDEN_SECONDS, PolledEngine.DEATHS);
        cloud = PracticeServer.start(PracticeModel.quickStart(InstantSource.system(), PracticeTimes.quick()), 0);
        look = OpenStackCloud.connect(
                CloudConfig.fromEnvironment(cloudVariables(), Path.of("")).orElseThrow(),
                InstantSource.system(),
                call -> {});
        ends = new Ends();
        events = lambda("LambdaEvents", Map.of());
        requests = lambda("LambdaRequests", Map.of("BAKEHOUSE_SENDERS_SLACK_SECRET", SLACK_SECRET));
        mapping = new EventSourceMapping(sqs.client(), sqs.queues(), this::deliver);
        for (FunctionRow row : table.queued()) {
            mapping.from(row.name(), 1, 1);
        }
    }

    @AfterEach
    void stop() throws IOException {
        mapping.close();
        events.close();
        requests.close();
        ends.close();
        look.close();
        cloud.close();
        sqs.close();
    }

    @Test
    void aReportBecomesAnImageAndItsBatch() throws IOException {
        JsonNode answer = report(PuppetRun.of("node-01.example.org", 1), "", ProgramSettings.TOKEN);

        assertThat(answer.path("statusCode").asInt())
                .as(answer + requests.log())
                .isEqualTo(200);
        ends.await("web", EventType.IMAGE_PROMOTED);
        assertThat(ends.await("web", EventType.BATCH_READY).path("count").asInt())
                .isEqualTo(2);
        assertThat(events.log())
                .doesNotContain("dead letter")
                .doesNotContain("\tat ")
                .contains("request-");
        assertThat(events.log() + requests.log()).doesNotContain(ProgramSettings.TOKEN);
    }

    @Test
    void aBuilderIsBakedVerifiedPromotedAndBooted() throws IOException {
        JsonNode accepted = request("POST", "/commands/bake", ProgramSettings.TOKEN, "{\"family\": \"app\"}");
        assertThat(accepted.path("statusCode").asInt())
                .as(accepted + requests.log())
                .isEqualTo(202);

        Callback callback = new Callback(Optional.of(BAKERY), Optional.of(ProgramSettings.TOKEN));
        Server builder = running(Marks.ROLE_BUILDER);
        String bake = builder.metadata().get(Marks.BAKE);
        String built = callback.ticket(bake, Marks.ROLE_BUILDER);
        assertThat(report(PuppetRun.of(builder.name(), 2), "?token=" + built, null)
                        .path("statusCode")
                        .asInt())
                .isEqualTo(200);

        Server canary = running(Marks.ROLE_CANARY);
        String form = "instance_id=" + canary.id() + "&hostname=" + canary.name() + "&pub_key_ed25519="
                + URLEncoder.encode("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFjvJ2vEo0Cs0", StandardCharsets.UTF_8);
        JsonNode home =
                request("POST", "/webhooks/cloud-init?token=" + callback.ticket(bake, Marks.ROLE_CANARY), null, form);
        assertThat(home.path("statusCode").asInt()).as(home + requests.log()).isEqualTo(200);

        assertThat(ends.await("app", EventType.IMAGE_PROMOTED).path("bake").asText())
                .isEqualTo(bake);
        assertThat(ends.await("app", EventType.BATCH_READY).path("count").asInt())
                .isEqualTo(2);
        assertThat(events.log()).doesNotContain("dead letter").doesNotContain("\tat ");
    }

    @Test
    void aSignedRequestArrivesByteForByteAsItWasSigned() throws Exception {
        String form = Jsons.slackForm();
        String path = "/chat/slack/commands?explain=true";
        String now = String.valueOf(Instant.now().getEpochSecond());
        Map<String, String> headers = new HashMap<>(Map.of(
                "content-type",
                "application/x-www-form-urlencoded",
                "x-slack-request-timestamp",
                now,
                "x-slack-signature",
                "v0=" + hmac("v0:" + now + ":" + form)));

        JsonNode told = Jsons.read(requests.invoke(Jsons.urlEvent("POST", path, headers, form)));
        assertThat(told.path("statusCode").asInt()).as(told + requests.log()).isEqualTo(200);
        assertThat(told.path("body").asText()).contains("U2147483697", "bake node-01.example.org");

        byte[] changed = Jsons.urlEvent("POST", path, headers, form.replace("steve", "grace"));
        assertThat(Jsons.read(requests.invoke(changed)).path("statusCode").asInt())
                .isEqualTo(401);
        assertThat(requests.log()).doesNotContain(SLACK_SECRET);
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SLACK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Server running(String role) {
        Patience.until(Patience.USUAL, () -> servers(role).size() == 1, () -> "no " + role + "\n" + events.log());
        return servers(role).get(0);
    }

    private List<Server> servers(String role) {
        return look.servers(ServerQuery.builders()).stream()
                .filter(server -> role.equals(server.metadata().get(Marks.ROLE)) && !server.isLeaving())
                .toList();
    }

    private BatchAnswer deliver(SqsEvent event) throws IOException {
        return Jsons.JSON.readValue(events.invoke(Jsons.queueEvent(event)), BatchAnswer.class);
    }

    private JsonNode report(PuppetRun run, String query, String token) {
        return request("POST", "/webhooks/puppet" + query, token, run.body());
    }

    private JsonNode request(String method, String path, String token, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "content-type",
                path.contains("puppet")
                        ? "application/x-yaml"
                        : path.contains("cloud-init") ? "application/x-www-form-urlencoded" : "application/json");
        if (token != null) {
            headers.put("authorization", "Bearer " + token);
        }
        return Jsons.read(requests.invoke(Jsons.urlEvent(method, path, headers, body)));
    }

    private Lambda lambda(String handler, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(cloudVariables());
        variables.putAll(Map.of(
                "AWS_REGION",
                "eu-west-1",
                "AWS_ACCESS_KEY_ID",
                "any",
                "AWS_SECRET_ACCESS_KEY",
                "any",
                "QUARKUS_FUNQY_EXPORT",
                "deliver-events",
                "BAKEHOUSE_AWS_QUEUES",
                sqs.queues().prefix().toString(),
                "BAKEHOUSE_AWS_ENDPOINT",
                sqs.endpoint().toString(),
                "BAKEHOUSE_RECIPES",
                recipes().toString(),
                "BAKEHOUSE_CALLBACK_URL",
                BAKERY,
                "BAKEHOUSE_NOTIFY_URL",
                ends.url(),
                "BAKEHOUSE_TOKEN",
                ProgramSettings.TOKEN));
        variables.put("QUARKUS_LOG_CONSOLE_FORMAT", "%-5p [%c{1}] %X{AWSRequestId} %s%e%n");
        variables.putAll(more);
        return Lambda.start(
                unpacked, "io.bakehouse.engine.aws." + handler, LIMIT, folder.resolve(handler + ".log"), variables);
    }

    private Map<String, String> cloudVariables() {
        return Map.of(
                "OS_AUTH_URL", cloud.authUrl(),
                "OS_USERNAME", "demo",
                "OS_PASSWORD", "practice",
                "OS_PROJECT_NAME", "demo",
                "OS_USER_DOMAIN_NAME", "Default",
                "OS_PROJECT_DOMAIN_NAME", "Default");
    }

    private Path recipes() throws IOException {
        Path recipes = Files.createDirectories(folder.resolve("recipes"));
        Files.writeString(recipes.resolve("web.yaml"), """
                family: web
                adopt: {names: ["node-*"], when: [changed]}
                snapshot: {expected: 2s, deadline: 20m}
                batch: {count: 2, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                """);
        Files.writeString(
                recipes.resolve("app.cfg"), "#cloud-config\nphone_home: {url: \"@BAKEHOUSE_CALLBACK_URL@\"}\n");
        Files.writeString(recipes.resolve("app.yaml"), """
                family: app
                adopt: {names: [], when: [changed]}
                builder: {base: {name: base}, flavor: m1.nano, network: none, user_data_file: app.cfg, sender: puppet, expected: 1m, deadline: 10m}
                verify: {expect: {phone_home: true}, flavor: m1.nano, network: none, user_data_file: app.cfg, sender: cloud-init}
                snapshot: {expected: 2s, deadline: 20m}
                batch: {count: 2, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                """);
        return recipes;
    }
}
