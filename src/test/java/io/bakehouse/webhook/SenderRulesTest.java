package io.bakehouse.webhook;

import static io.bakehouse.webhook.Readings.headed;
import static io.bakehouse.webhook.Readings.problem;
import static io.bakehouse.webhook.Readings.read;
import static io.bakehouse.webhook.Readings.report;
import static io.bakehouse.webhook.Readings.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages of Chef, Ansible, AWX, Salt and the generic senders mean where their tools leave room for mistakes. */
class SenderRulesTest {
    private static final String SERVER = "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ansible | {"host": "a", "status": "ok"}                                      | UNCHANGED
                    ansible | {"host": "a", "changed": "True"}                                   | CHANGED
                    ansible | {"host": "a", "changed": "0"}                                      | UNCHANGED
                    ansible | {"host": "a", "stats": {"changed": "2", "failures": "1"}}          | FAILED
                    ansible | {"host": "a", "stats": {"changed": 2, "unreachable": 1}}           | FAILED
                    ansible | {"host": "a", "status": "successful", "stats": {"changed": 3}}     | CHANGED
                    ansible | {"host": "a", "status": "changed", "check_mode": "True"}           | NOOP
                    ansible | {"host": "a", "status": "failed", "check_mode": true}              | FAILED
                    ansible | {"host": "a", "status": "odd"}                                     | UNKNOWN
                    ansible | {"config_report": {"host": "a", "status": {"applied": 0, "failed": 1}}} | FAILED
                    ansible | {"config_report": {"host": "a", "status": {"applied": 0, "failed": 0}}} | UNCHANGED
                    awx     | {"id": 1, "status": "failed", "hosts": {"a": {"changed": 1, "failures": 0}}}    | CHANGED
                    awx     | {"id": 1, "status": "successful", "hosts": {"a": {"changed": 1, "dark": 1}}}    | FAILED
                    awx     | {"id": 1, "status": "canceled", "hosts": {"a": {"changed": 1}}}    | FAILED
                    awx     | {"id": 1, "status": "successful", "hosts": {}, "extra_vars": {"a": 1}} | UNKNOWN
                    awx     | {"id": 1, "status": "error"}                                       | FAILED
                    salt    | {"id": "a", "fun": "state.apply", "retcode": 0, "return": ["Rendering SLS failed"]} | FAILED
                    salt    | {"id": "a", "fun": "state.apply", "retcode": 2, "return": {}}      | FAILED
                    salt    | {"id": "a", "fun": "state.apply", "retcode": 0, "return": {}}      | UNCHANGED
                    salt    | {"id": "a", "return": {"s": {"result": null, "changes": {"a": 1}}}} | NOOP
                    salt    | {"id": "a", "retcode": 0, "success": true, "return": {"s": {"result": false}}} | FAILED
                    salt    | {"local": {"s": {"result": true, "changes": {}}}}                  | UNCHANGED
                    salt    | {"local": ["No matching sls found"]}                               | FAILED
                    chef    | {"node_name": "a", "success": "false"}                             | FAILED
                    chef    | {"node_name": "a", "success": true}                                | COMPLETED
                    chef    | {"node_name": "a", "success": true, "updated_resources": []}       | UNCHANGED
                    chef    | {"message_type": "run_converge", "node_name": "a", "status": "success"} | COMPLETED
                    chef    | {"message_type": "run_converge", "run_id": null, "node": {}, "status": "failure"} | FAILED
                    chef    | {"type": "compliance_failure", "node_name": "a"}                   | FAILED
                    """)
    void statusFollowsTheRules(String sender, String body, RunStatus status) {
        assertThat(report(sender, body).run().status()).isEqualTo(status);
    }

    @Test
    void factsOfTheControllerAreNotTakenForTheHosts() {
        String facts = "\"ansible_facts\": {\"hostname\": \"%s\", \"product_uuid\": \"" + SERVER
                + "\", \"default_ipv4\": {\"address\": \"10.20.0.11\"}}}";
        String body = "{\"inventory_hostname\": \"web-1.example.org\", \"status\": \"changed\", " + facts;

        assertThat(report("ansible", body.formatted("web-1")).run().instanceIds())
                .containsExactly(SERVER);
        assertThat(report("ansible", body.formatted("web-1")).run().addresses()).containsExactly("10.20.0.11");
        Report other = report("ansible", body.formatted("controller"));
        assertThat(other.run().instanceIds()).isEmpty();
        assertThat(other.run().addresses()).isEmpty();
        assertThat(other.run().nodeNames()).containsExactly("web-1.example.org", "web-1");
    }

    @Test
    void hostsOfOnePlayAreRunsOfTheirOwn() {
        String body = "{\"inventory_hostname\": \"%s\", \"status\": \"changed\", \"job_id\": 7}";

        assertThat(report("ansible", body.formatted("web-1")).run().runId()).isEqualTo("7@web-1");
        assertThat(report("ansible", body.formatted("web-2")).run().runId()).isEqualTo("7@web-2");
    }

    @Test
    void theIdOfEc2IsNoServer() {
        String node = "{\"automatic\": {\"ipaddress\": \"10.20.0.11\", \"dmi\": {\"system\": {\"uuid\": \""
                + SERVER.toUpperCase(java.util.Locale.ROOT)
                + "\"}}, \"openstack\": {\"instance_id\": \"i-0000001a\"}}}";
        Report report = report("chef", "{\"node_name\": \"a\", \"success\": true, \"node\": " + node + "}");

        assertThat(report.run().instanceIds()).containsExactly(SERVER);
        assertThat(report.run().addresses()).containsExactly("10.20.0.11");
        assertThat(report.facts()).containsEntry("ec2_instance_id", "i-0000001a");
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.0.11, true", "2001:DB8::1, true", "127.0.0.1, false", "::1, false", "fe80::1, false",
        "10.20.0.256, false", "10.20.0, false", "example.org, false", "0.0.0.0, false", "dead:beef, false"
    })
    void onlyAddressesThatNameOneMachineCount(String text, boolean counts) {
        assertThat(IpLiteral.of(text).isPresent()).isEqualTo(counts);
    }

    @Test
    void hostsOfAJobAreRunsOfTheirOwn() {
        String body = "{\"id\": 7, \"status\": \"successful\", \"hosts\": {\"web-1\": {\"changed\": 1},"
                + " \"10.20.0.12\": {\"changed\": 0}}}";
        List<Report> reports = ((Reading.Reports) read(request("awx", body))).reports();

        assertThat(reports)
                .extracting(report -> report.run().runId())
                .containsExactly("7:successful:web-1", "7:successful:10.20.0.12");
        assertThat(reports.get(1).run().nodeNames()).isEmpty();
        assertThat(reports.get(1).run().addresses()).containsExactly("10.20.0.12");
        WebhookRequest one = new WebhookRequest(
                "awx",
                "POST",
                "",
                Map.of("server", List.of(SERVER)),
                Map.of(),
                request("awx", body).body());
        assertThatThrownBy(() -> read(one)).hasMessageContaining("about 2 hosts, but ?server= names one");
    }

    @Test
    void aThousandHostsAreReadAndTheRestIsSaidInWords() {
        String hosts = IntStream.range(0, 1_200)
                .mapToObj(i -> "\"h" + i + "\": {\"changed\": 1}")
                .collect(Collectors.joining(", ", "{", "}"));
        List<Report> reports = ((Reading.Reports)
                        read(request("awx", "{\"id\": 7, \"status\": \"successful\", \"hosts\": " + hosts + "}")))
                .reports();

        assertThat(reports).hasSize(1_001);
        assertThat(reports.get(1_000).run().nodeNames()).containsExactly("200 hosts more");
        assertThat(reports.get(1_000).run().status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(reports.get(1_000).run().failure()).contains("first 1000");
    }

    @Test
    void anOrchestrationIsOneReportPerMinion() {
        String states = "{\"%s\": {\"result\": %s, \"changes\": {%s}, \"__id__\": \"x\"}}";
        String step = "\"salt_|-%d\": {\"result\": true, \"changes\": {\"ret\": {%s}}}";
        String first = step.formatted(
                1, "\"a\": " + states.formatted("s", true, "") + ", \"b\": " + states.formatted("s", true, "\"k\": 1"));
        String second = step.formatted(2, "\"a\": " + states.formatted("s", false, "") + ", \"c\": true");
        List<Report> reports = ((Reading.Reports) read(request(
                        "salt",
                        "{\"tag\": \"salt/run/1/ret\", \"data\": {\"jid\": \"1\", \"fun\": \"runner.state.orchestrate\","
                                + " \"return\": {\"data\": {\"m\": {" + first + ", " + second + "}}}}}")))
                .reports();

        assertThat(reports)
                .extracting(report ->
                        report.run().nodeNames().get(0) + " " + report.run().status())
                .containsExactly("a FAILED", "b CHANGED");
        assertThat(reports).extracting(report -> report.run().runId()).containsExactly("1:a", "1:b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    salt | {"id": "a", "fun": "test.ping", "return": true, "retcode": 0}
                    salt | {"tag": "salt/auth", "data": {"act": "accept", "id": "a"}}
                    chef | {"type": "inspec_report", "platform": {}}
                    chef | {"message_type": "action", "entity_type": "node", "entity_name": "a"}
                    """)
    void otherMessagesArePassedOver(String sender, String body) {
        assertThat(read(request(sender, body)).facts()).containsEntry("status", "other");
    }

    @Test
    void everyEventOfABatchIsHonoured() {
        String event = "{\"specversion\": \"1.0\", \"source\": \"s\", \"id\": \"%s\", \"type\": \"%s\", \"data\": %s}";
        String wish = "io.bakehouse.bake.requested";
        Reading.Several several = (Reading.Several) read(headed(
                "cloudevents",
                "[" + event.formatted("1", "t", "{\"host\": \"a\"}") + ","
                        + event.formatted("2", wish, "{\"family\": \"web\"}") + ","
                        + event.formatted("3", wish, "{\"family\": \"db\"}") + ","
                        + event.formatted("4", "t", "{}") + "]",
                Map.of("Content-Type", "application/cloudevents-batch+json")));

        assertThat(several.parts())
                .extracting(part -> part.getClass().getSimpleName())
                .containsExactly("Reports", "Wanted", "Wanted", "Ignored");
        assertThat(several.facts()).containsEntry("events", 4);
    }

    @Test
    void aRetryOfAStandardWebhookIsToldByItsId() {
        assertThat(problem("standard-webhooks", "{\"type\": \"a\", \"data\": {}}"))
                .contains("webhook-id");
    }

    @Test
    void theSameWordsOfAnotherNightAreAnotherRun() {
        WebhookRequest form = request("ansible", "name=node-01&status=changed");
        Sender ansible = Senders.known().named("ansible").orElseThrow();
        java.time.Instant now = java.time.Instant.parse("2026-11-23T01:00:00Z");

        assertThat(ansible.read(form, now)).isNotEqualTo(ansible.read(form, now.plusSeconds(86_400)));
        assertThat(id(ansible.read(form, now))).isEqualTo(id(ansible.read(form, now.plusSeconds(60))));
        assertThat(id(ansible.read(form, now))).isNotEqualTo(id(ansible.read(form, now.plusSeconds(86_400))));
    }

    private static String id(Reading reading) {
        return ((Reading.Reports) reading).reports().get(0).run().runId();
    }
}
