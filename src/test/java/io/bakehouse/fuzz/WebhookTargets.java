package io.bakehouse.fuzz;

import io.bakehouse.access.Access;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.function.ExplainWebhook;
import io.bakehouse.function.Receipt;
import io.bakehouse.function.ReceiveNotification;
import io.bakehouse.function.ReceiveWebhook;
import io.bakehouse.model.Event;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.Redaction;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.simulation.VirtualBakery;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.OpenStack;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Webhooks of every sender that there is, read, accepted and explained; and what comes over the cloud's message bus. */
final class WebhookTargets implements Targets {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final Recipes RECIPES = new Recipes(List.of(VirtualBakery.recipe(2, Duration.ofMinutes(30), 1)));
    private static final Set<Integer> ANSWERS = Set.of(200, 202, 204, 400, 404, 413, 415);

    private final ReceiveWebhook receive = new ReceiveWebhook(
            Senders.known(),
            Access.byToken(Optional.empty()),
            new Callback(Optional.empty(), Optional.of("token")),
            RECIPES,
            CLOCK);
    private final ExplainWebhook explain = new ExplainWebhook(
            receive, new PracticeModel(CLOCK, PracticeTimes.usual(), "fuzz").cloud(), RECIPES, CLOCK);
    private final ReceiveNotification notification = new ReceiveNotification(Access.byToken(Optional.empty()), CLOCK);

    @Override
    public Stream<Target> all() {
        Stream<Target> senders = Senders.known().names().stream()
                .map(sender -> new Target("webhook/" + sender, seeds(sender), Set.of(), input -> read(sender, input)));
        return Stream.concat(
                senders,
                Stream.of(
                        new Target("webhook/bus", bus(), Set.of(MalformedException.class), this::bus),
                        new Target(
                                        "text/redaction",
                                        seeds("puppet"),
                                        Set.of(),
                                        input -> Redaction.redact(Target.text(input)))
                                .costly(5)));
    }

    private static List<byte[]> seeds(String sender) {
        return switch (sender) {
            case "openstack" ->
                Seeds.lines("fixtures/openstack").stream()
                        .map(line -> ("POST /webhooks/openstack HTTP/1.1\r\n\r\n" + Target.text(line))
                                .getBytes(StandardCharsets.UTF_8))
                        .toList();
            case "rackspace-cloud-feeds" ->
                Seeds.resources("fixtures/" + sender).stream()
                        .map(xml -> ("POST /webhooks/x HTTP/1.1\r\n\r\n" + Target.text(xml))
                                .getBytes(StandardCharsets.UTF_8))
                        .toList();
            default -> Seeds.requests(Stream.of(sender));
        };
    }

    private static List<byte[]> bus() {
        return Seeds.lines("fixtures/openstack");
    }

    private void read(String sender, byte[] input) {
        WebhookRequest request = RawRequest.of(input).to(sender);
        accept(receive.receiveWebhook(request));
        explain.explainWebhook(request);
    }

    private void bus(byte[] input) {
        accept(notification.fromBus(OpenStack.notice(input)));
    }

    /** Everybody is told something, and what is accepted can be delivered. */
    private static void accept(Receipt receipt) {
        if (!ANSWERS.contains(receipt.status())) {
            throw new AssertionError("answered " + receipt);
        }
        for (Event event : receipt.events()) {
            Event read = EventCodec.read(EventCodec.write(event, CLOCK.instant()));
            if (read.type() != event.type() || !read.id().equals(event.id())) {
                throw new AssertionError(event + " is read as " + read);
            }
        }
    }
}
