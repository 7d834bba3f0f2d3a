package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.Access;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.platform.Callback;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveWebhookTest {
    private static final String SERVER = "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final Set<RunStatus> USUAL = Set.of(RunStatus.CHANGED, RunStatus.COMPLETED);
    private static final Recipes RECIPES =
            new Recipes(List.of(recipe("web", USUAL, "node-*", "web-*"), recipe("db", USUAL, "db-*")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    puppet/apply-changed.http          | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    puppet/server-corrective.http      | 1 | accepted: 'web-02.example.org' will be baked as 'web'
                    puppet/apply-unchanged.http        | 0 | ended as unchanged, and adopt.when of web does not list that
                    puppet/apply-noop-pending.http     | 0 | ended as noop, and adopt.when
                    puppet/apply-failed.http           | 0 | ended as failed (change from 'notrun' to ['0'] failed:
                    puppet/server-compile-failed.http  | 0 | ended as failed (Could not retrieve catalog from remote server
                    cloud-init/phone-home-all.http     | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    cloud-init/reporter-success/22-modules-final-finish.http  | 1 | accepted: server 4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10 will be baked if a recipe adopts its name
                    cloud-init/reporter-failure/22-modules-final-finish.http  | 0 | ended as failed (running modules for final: FAIL)
                    cloud-init/reporter-success/17-modules-config-finish.http | 0 | has not ended
                    cloudevents/binary.http            | 1 | accepted
                    cloudevents/batch-3.http           | 3 | accepted
                    ansible/uri-changed.http           | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    ansible/uri-multipart-put.http     | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    ansible/uri-empty-post-query.http  | 0 | not clear how the run on 'node-01.example.org' ended
                    ansible/callback-splunk-02.http    | 0 | has not ended
                    awx/job-successful-many-hosts.http | 2 | accepted: 'node-01.example.org' will be baked as 'web'
                    awx/job-failed.http                | 0 | ended as failed (job 414 failed on node-01.example.org)
                    awx/workflow-job-successful.http   | 0 | the message names no host
                    awx/test-notification.http         | 0 | nothing to do
                    chef/data-collector-changed-run-converge.http | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    chef/data-collector-changed-run-start.http    | 0 | has not ended
                    chef/data-collector-action.http    | 0 | nothing to do
                    chef/automate-converge-failure.http | 0 | ended as failed (execute[migrate database]
                    salt/event-with-tag.http           | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    salt/job-return-failed.http        | 0 | ended as failed (migrate: Command "migrate" run: connection refused)
                    standard-webhooks/converge-completed.http | 1 | accepted: 'node-01.example.org' will be baked as 'web'
                    github/push-main.http              | 0 | no recipe has a trigger 'push: acme/recipes'
                    github/ping.http                   | 0 | nothing to do: the webhook works
                    terraform-cloud/run-completed.http | 0 | no recipe has a trigger 'apply: acme/openstack-web'
                    terraform-cloud/run-errored.http   | 0 | nothing to do: the run failed
                    rackspace-cloud-feeds/server-usage-entry.xml | 0 | nothing to do
                    knative/pingsource.http            | 0 | nothing to do: the data of dev.knative.sources.ping names no server and no host
                    """)
    void answersWithWhatFollows(String file, int events, String words) {
        Receipt receipt = receive(RECIPES, Fixture.request(file));

        assertThat(receipt.status()).isEqualTo(file.matches("(cloudevents|knative)/.*") ? 202 : 200);
        assertThat(receipt.events()).hasSize(events);
        assertThat(receipt.words()).first().asString().contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "puppet/apply-unchanged.http, UNCHANGED",
        "puppet/apply-failed.http, FAILED",
        "puppet/apply-noop-pending.http, NOOP"
    })
    void bakesOtherOutcomesWhenTheRecipeSaysSo(String file, RunStatus status) {
        Recipes eager = new Recipes(List.of(recipe("web", Set.of(status), "node-*")));

        assertThat(receive(eager, Fixture.request(file)).events()).hasSize(1);
    }

    @Test
    void theSameReportIsTheSameEventAndItsAddressTellsOthersApart() {
        WebhookRequest changed = Fixture.request("puppet/apply-changed.http");
        Event event = receive(RECIPES, changed).events().get(0);

        assertThat(event.type()).isEqualTo(EventType.CONFIG_RUN_FINISHED);
        assertThat(((ConfigRun) event.data()).cause()).isEqualTo("puppet:8a27b8bb-217c-439c-b964-6b5e4d1a44f4");
        assertThat(receive(RECIPES, changed).events().get(0)).isEqualTo(event);
        assertThat(List.of("?family=db", "?server=" + SERVER, "?family=web&server=" + SERVER))
                .extracting(query ->
                        receive(RECIPES, at(changed, query)).events().get(0).id())
                .doesNotContain(event.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void theFamilyInTheAddressWinsOverTheName() {
        Receipt receipt = receive(RECIPES, at(Fixture.request("puppet/apply-changed.http"), "?family=db"));

        assertThat(receipt.words()).containsExactly("accepted: 'node-01.example.org' will be baked as 'db'");
        assertThat(((ConfigRun) receipt.events().get(0).data()).family()).isEqualTo("db");
    }

    @Test
    void anUnknownFamilyIsRefusedWithTheNearestKnown() {
        Receipt receipt = receive(RECIPES, at(Fixture.request("puppet/apply-changed.http"), "?family=wbe"));

        assertThat(receipt.status()).isEqualTo(404);
        assertThat(receipt.words()).containsExactly("no recipe for the family 'wbe': did you mean 'web'?");
    }

    @Test
    void anUnknownSenderIsRefusedWithTheKnownOnes() {
        assertThat(receive(RECIPES, request("pupet", "POST", "x")).words())
                .containsExactly("no sender is called 'pupet': did you mean 'puppet'?");
        assertThat(receive(RECIPES, request("jenkins", "POST", "x")).words())
                .containsExactly("no sender is called 'jenkins': there are "
                        + Senders.known().names());
    }

    @Test
    void aNodeThatNoRecipeOrMoreThanOneAdoptsIsNotBaked() {
        Recipes others = new Recipes(List.of(recipe("db", USUAL, "db-*")));
        Recipes two = new Recipes(List.of(recipe("a", USUAL, "node-*"), recipe("b", USUAL, "*-01")));
        WebhookRequest changed = Fixture.request("puppet/apply-changed.http");

        assertThat(receive(others, changed).words().get(0)).contains("no recipe adopts 'node-01.example.org'");
        assertThat(receive(others, changed).events()).isEmpty();
        assertThat(receive(two, changed).words().get(0)).contains("the recipes a, b all adopt");
        assertThat(receive(two, changed).events()).isEmpty();
    }

    @Test
    void aServerThatTheAddressNamesIsLookedUpWhateverTheToolCallsIt() {
        Recipes others = new Recipes(List.of(recipe("db", USUAL, "db-*")));
        Receipt receipt = receive(others, Fixture.request("puppet/apply-changed-basic-auth-query.http"));

        assertThat(receipt.events()).hasSize(1);
        assertThat(((ConfigRun) receipt.events().get(0).data()).server()).isEqualTo(SERVER);
    }

    @Test
    void aReportWithoutAnyServerSaysHowToNameOne() {
        WebhookRequest anonymous = request(
                "cloud-init", "POST", "{\"name\":\"modules-final\",\"event_type\":\"finish\",\"result\":\"SUCCESS\"}");

        assertThat(receive(RECIPES, anonymous).events()).isEmpty();
        assertThat(receive(RECIPES, anonymous).words().get(0)).contains("Add ?server=<UUID>");
    }

    @Test
    void malformedBodiesAreTheSendersFault() {
        assertThat(receive(RECIPES, request("puppet", "POST", "")).status()).isEqualTo(400);
        assertThat(receive(RECIPES, at(Fixture.request("puppet/apply-changed.http"), "?server=node-01"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aHandshakeIsGrantedByHeadersAndAsksForNoToken() {
        Receipt receipt =
                receiver(RECIPES, "secret").receiveWebhook(Fixture.request("cloudevents/options-handshake.http"));

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.headers())
                .containsOnly(
                        Map.entry("Allow", "POST"),
                        Map.entry("WebHook-Allowed-Origin", "*"),
                        Map.entry("WebHook-Allowed-Rate", "*"));
    }

    @Test
    void withoutTheTokenNothingIsRead() {
        Receipt receipt = receiver(RECIPES, "secret").receiveWebhook(Fixture.request("puppet/apply-changed.http"));

        assertThat(receipt.status()).isEqualTo(401);
        assertThat(receipt.events()).isEmpty();
        assertThat(receipt.words()).containsExactly("the token or the signature is missing or wrong");
        assertThat(receiver(RECIPES, "s3cr%65t")
                        .receiveWebhook(Fixture.request("puppet/apply-changed-basic-auth-query.http"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anEventThatWantsABakeStartsIt() {
        Recipes recipes = new Recipes(List.of(io.bakehouse.simulation.BuilderBakery.recipe(), Given.recipe("db")));
        Receipt wanted = receive(recipes, wanting("web"));
        assertThat(wanted.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.BAKE_REQUESTED);
            assertThat(event.data().subject()).isEqualTo("/ci#42");
        });
        assertThat(receive(recipes, wanting("db")).words())
                .singleElement()
                .asString()
                .contains("no section 'builder'");
        assertThat(receive(recipes, wanting("no")).words())
                .singleElement()
                .asString()
                .contains("no recipe for 'no'");
    }

    @Test
    void aCallbackTokenIsNoRightToWantBakes() {
        Recipes recipes = new Recipes(List.of(io.bakehouse.simulation.BuilderBakery.recipe()));
        String ticket = new Callback(Optional.empty(), Optional.of("secret")).ticket("web-0123456789ab", "builder");
        Receipt receipt = receiver(recipes, "secret").receiveWebhook(at(wanting("web"), "?token=" + ticket));
        assertThat(receipt.status()).isEqualTo(401);
    }

    private static WebhookRequest wanting(String family) {
        return request(
                "cloudevents",
                "POST",
                "{\"specversion\":\"1.0\",\"type\":\"io.bakehouse.bake.requested\",\"source\":\"/ci\",\"id\":\"42\","
                        + "\"data\":{\"family\":\"" + family + "\",\"reason\":\"a push\"}}");
    }

    private static Receipt receive(Recipes recipes, WebhookRequest request) {
        return receiver(recipes, null).receiveWebhook(request);
    }

    private static ReceiveWebhook receiver(Recipes recipes, String token) {
        Access access = Access.byToken(Optional.ofNullable(token));
        Callback callback = new Callback(Optional.empty(), Optional.ofNullable(token));
        return new ReceiveWebhook(Senders.known(), access, callback, recipes, InstantSource.fixed(NOW));
    }

    private static WebhookRequest request(String sender, String method, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(sender, method, "", Map.of(), Map.of(), bytes);
    }

    private static WebhookRequest at(WebhookRequest request, String query) {
        Map<String, List<String>> parameters = new java.util.HashMap<>();
        Arrays.stream(query.substring(1).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], List.of(pair[1])));
        return new WebhookRequest(
                request.sender(), request.method(), request.rest(), parameters, request.headers(), request.body());
    }

    private static Recipe recipe(String family, Set<RunStatus> when, String... names) {
        Recipe.Snapshot snapshot = new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1));
        return new Recipe(family, "0", "", new Recipe.Adopt(List.of(names), when), snapshot, Optional.empty());
    }
}
