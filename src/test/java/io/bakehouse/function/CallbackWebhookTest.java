package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.Access;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.platform.Callback;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the address in a builder's user data opens, and what it does not. */
class CallbackWebhookTest {
    private static final Callback CALLBACK = new Callback(Optional.of("http://b"), Optional.of("s3cret"));
    private static final Recipes RECIPES = new Recipes(List.of(BakeGiven.RECIPE));
    private static final String TICKET = CALLBACK.ticket("web-1", Marks.ROLE_BUILDER);
    private static final WebhookRequest CHANGED = Fixture.request("puppet/apply-changed.http");

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "bake.web-1.builder.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aWrongTokenIsRefusedWithoutAWordAboutIt(String token) {
        Receipt receipt = receive(with(Map.of("token", token), Map.of()));
        assertThat(receipt.status()).isEqualTo(401);
        assertThat(receipt.words()).containsExactly("the token or the signature is missing or wrong");
        assertThat(receipt.events()).isEmpty();
    }

    @Test
    void theTicketOfABuilderIsAcceptedWhateverTheNodeIsCalled() {
        Receipt receipt = receive(with(Map.of("token", TICKET), Map.of()));
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.words()).containsExactly("accepted: the builder of bake web-1 reports changed");
        assertThat(run(receipt).caller()).isEqualTo(new ConfigRun.Caller("web-1", Marks.ROLE_BUILDER));
    }

    @Test
    void aRunThatEndedBadlyIsAcceptedFromABuilderThoughNoRecipeListsIt() {
        WebhookRequest failed = Fixture.request("puppet/apply-failed.http");
        assertThat(receive(with(failed, Map.of("token", TICKET), Map.of())).events())
                .hasSize(1);
    }

    @Test
    void theTicketWorksInEveryPlaceForATokenAndTheBakerysTokenIsNobodysTicket() {
        String basic = Base64.getEncoder().encodeToString(("x:" + TICKET).getBytes(StandardCharsets.UTF_8));
        for (Map<String, String> headers : List.of(
                Map.of("Authorization", "Bearer " + TICKET),
                Map.of("Authorization", "Basic " + basic),
                Map.of("X-Bakehouse-Token", TICKET))) {
            assertThat(run(receive(with(Map.of(), headers))).caller()).isNotNull();
        }
        Receipt ordinary = receive(with(Map.of("token", "s3cret", "family", "web"), Map.of()));
        assertThat(run(ordinary).caller()).isNull();
    }

    @Test
    void theTicketIsUselessForAnotherServerOrFamily() {
        String stranger = "11111111-2222-4333-8444-555555555555";
        ConfigRun run = run(receive(with(Map.of("token", TICKET, "server", stranger, "family", "web"), Map.of())));
        Server builder = BakeGiven.builderServer(ServerStatus.ACTIVE, Map.of());
        Server victim = Given.server(stranger, "web-9", ServerStatus.ACTIVE, NOW.minusSeconds(900), Map.of());
        assertThat(refusal(run, builder, victim)).contains("another server than the builder");
        assertThat(refusal(run, victim)).contains("is gone");
        assertThat(receive(with(Map.of("token", TICKET, "family", "db"), Map.of()))
                        .status())
                .isEqualTo(404);
        ConfigRun canaryOnly = run(receive(with(Map.of("token", TICKET), Map.of())));
        Server canary = BakeGiven.canary(ServerStatus.ACTIVE, Map.of());
        assertThat(refusal(canaryOnly, canary)).contains("the builder of bake web-1 is gone");
    }

    @Test
    void theTicketAppearsInNoEventWordOrError() {
        Server canary = BakeGiven.canary(ServerStatus.ACTIVE, Map.of());
        WebhookRequest request = with(Map.of("token", TICKET), Map.of("Authorization", "Bearer " + TICKET));
        Receipt receipt = receive(request);
        String code = TICKET.substring(TICKET.lastIndexOf('.') + 1);
        assertThat(receipt.toString()).doesNotContain(code);
        assertThat(request.toString()).doesNotContain(code);
        assertThat(refusal(run(receipt), canary)).doesNotContain(code);
        assertThat(receipt.events()).extracting(Event::toString).noneMatch(text -> text.contains(code));
        WebhookRequest broken = new WebhookRequest(
                "puppet", "POST", "", Map.of("token", List.of(TICKET)), Map.of(), "{".getBytes(StandardCharsets.UTF_8));
        assertThat(receive(broken).status()).isEqualTo(400);
        assertThat(receive(broken).toString()).doesNotContain(code);
    }

    private static String refusal(ConfigRun run, Server... found) {
        RequestSnapshot.Decision decision = RequestSnapshot.decide(run, List.of(found), RECIPES, NOW);
        return ((RequestSnapshot.Decision.Refuse) decision).words();
    }

    private static ConfigRun run(Receipt receipt) {
        assertThat(receipt.events()).as(receipt.toString()).hasSize(1);
        return (ConfigRun) receipt.events().get(0).data();
    }

    private static Receipt receive(WebhookRequest request) {
        Access token = Access.byToken(Optional.of("s3cret"));
        return new ReceiveWebhook(Senders.known(), token, CALLBACK, RECIPES, InstantSource.fixed(NOW))
                .receiveWebhook(request);
    }

    private static WebhookRequest with(Map<String, String> query, Map<String, String> headers) {
        return with(CHANGED, query, headers);
    }

    private static WebhookRequest with(WebhookRequest request, Map<String, String> query, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>(request.headers());
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Map<String, List<String>> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        return new WebhookRequest(request.sender(), request.method(), request.rest(), parameters, all, request.body());
    }
}
