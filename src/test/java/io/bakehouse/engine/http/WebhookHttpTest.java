package io.bakehouse.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.EventType;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.WebhookRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Webhooks as the tools send them. */
@QuarkusTest
@TestProfile(OnListedCloud.class)
class WebhookHttpTest extends OnLists {
    @Test
    void aPuppetReportIsOnTheQueueBeforeItIsAccepted() throws Exception {
        HttpResponse<String> answer = replay(Fixture.request("puppet/server-changed.http"), "/webhooks/puppet");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"accepted\":1",
                        "will be baked as 'web'",
                        queue.events.get(0).id());
        assertThat(queue.events.get(0).type()).isEqualTo(EventType.CONFIG_RUN_FINISHED);
    }

    @Test
    void anUnchangedRunIsAnsweredWithTheReason() throws Exception {
        HttpResponse<String> answer = replay(Fixture.request("puppet/apply-unchanged.http"), "/webhooks/puppet");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"accepted\":0", "adopt.when of web does not list that");
        assertThat(queue.events).isEmpty();
    }

    @Test
    void aBodyWithoutContentTypeAndWithThePathBelowTheSenderIsRead() throws Exception {
        WebhookRequest verdict = Fixture.request("cloud-init/reporter-success/22-modules-final-finish.http");
        HttpResponse<String> answer = replay(verdict, "/webhooks/cloud-init/" + verdict.rest());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(((ConfigRun) queue.events.get(0).data()).server()).isEqualTo("4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10");
    }

    @Test
    void aFormAndAWrongContentTypeAreReadAnyway() throws Exception {
        assertThat(replay(Fixture.request("cloud-init/phone-home-all.http"), "/webhooks/cloud-init?family=web")
                        .statusCode())
                .isEqualTo(200);
        byte[] report = Fixture.request("puppet/apply-changed.http").body();
        for (String type : List.of(
                "application/json",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "nonsense",
                "a/b; c=\"",
                "text/plain; charset=nonsense")) {
            HttpResponse<String> answer =
                    send("/webhooks/puppet", "PUT", Map.of("Content-Type", List.of(type)), report);
            assertThat(answer.statusCode()).as(type + answer.body()).isEqualTo(200);
        }
        assertThat(queue.events).hasSize(7);
    }

    @Test
    void cloudEventsAreAnsweredWith202AndNoBody() throws Exception {
        HttpResponse<String> accepted = replay(Fixture.request("cloudevents/binary.http"), "/webhooks/cloudevents");
        HttpResponse<String> ignored = replay(Fixture.request("knative/pingsource.http"), "/webhooks/cloudevents");

        assertThat(List.of(accepted.statusCode(), ignored.statusCode())).containsExactly(202, 202);
        assertThat(accepted.body() + ignored.body()).isEmpty();
        assertThat(ignored.headers().firstValue("Bakehouse-Answer"))
                .hasValueSatisfying(words -> assertThat(words).contains("names no server"));
        assertThat(queue.events).hasSize(1);
    }

    @Test
    void theHandshakeIsAnsweredByHeaders() throws Exception {
        WebhookRequest handshake = Fixture.request("cloudevents/options-handshake.http");
        HttpResponse<String> answer = send("/webhooks/cloudevents", "OPTIONS", handshake.headers(), new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .containsEntry("Allow", List.of("POST"))
                .containsEntry("WebHook-Allowed-Origin", List.of("*"));
    }

    @Test
    void anExplanationTellsWhatWouldFollowAndDoesNothing() throws Exception {
        HttpResponse<String> answer =
                replay(Fixture.request("chef/data-collector-changed-run-converge.http"), "/webhooks/chef?explain=true");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode facts = new ObjectMapper().readTree(answer.body());
        assertThat(facts.path("event").asText()).isEqualTo("run");
        assertThat(facts.path("node_name").asText()).isEqualTo("node-01.example.org");
        assertThat(facts.path("ec2_instance_id").asText()).isEqualTo("i-0000001a");
        assertThat(facts.path("would_publish").get(0).asText()).isEqualTo("io.bakehouse.config-run.finished");
        assertThat(facts.path("words").get(0).asText()).contains("will be baked as 'web'");
        assertThat(facts.path("matches").get(0).path("refusal").asText()).contains("no server of this project");
        assertThat(queue.events).isEmpty();
        URI open = address.resolve("/webhooks/chef?explain=true");
        assertThat(Answers.to(HttpRequest.newBuilder(open)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everybodyWhoProvesNothingIsToldTheSame() throws Exception {
        Set<String> bodies = new HashSet<>();
        for (String query : List.of("", "?token=wrong", "?family=no", "?token=bake.web-1.builder.x")) {
            for (String body : List.of("", "{", "status: changed")) {
                HttpResponse<String> answer =
                        Answers.to(HttpRequest.newBuilder(address.resolve("/webhooks/github" + query))
                                .header("X-Hub-Signature-256", "sha256=00")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
                assertThat(answer.statusCode()).isEqualTo(401);
                bodies.add(answer.body());
            }
        }
        assertThat(bodies).hasSize(1);
    }

    private HttpResponse<String> replay(WebhookRequest captured, String path) throws Exception {
        return send(path, captured.method(), captured.headers(), captured.body());
    }

    /** Sends exactly these headers: other clients add a Content-Type of their own. */
    private HttpResponse<String> send(String path, String method, Map<String, List<String>> headers, byte[] body)
            throws Exception {
        String query = (path.contains("?") ? "&" : "?") + "token="
                + java.net.URLEncoder.encode(OnListedCloud.TOKEN, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path + query))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        Set<String> own = Set.of("host", "connection", "content-length", "accept-encoding");
        headers.forEach((name, values) -> {
            if (!own.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return Answers.to(request.build());
    }
}
