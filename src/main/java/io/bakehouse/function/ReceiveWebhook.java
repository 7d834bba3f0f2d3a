package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.NearestName;
import io.bakehouse.webhook.AccessToken;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.Reading;
import io.bakehouse.webhook.Report;
import io.bakehouse.webhook.Sender;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.WebhookRequest;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a request of a config-management tool. Guarantees that each report either becomes an event or is answered
 * with the reason why not; it asks the cloud nothing, so that the tool never waits for it. A second delivery makes the
 * same event under the same id.
 */
@ApplicationScoped
public class ReceiveWebhook {
    private final Senders senders;
    private final AccessToken token;
    private final Callback callback;
    private final Recipes recipes;
    private final InstantSource clock;

    public ReceiveWebhook(Senders senders, AccessToken token, Callback callback, Recipes recipes, InstantSource clock) {
        this.senders = senders;
        this.token = token;
        this.callback = callback;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("receive-webhook")
    public Receipt receiveWebhook(WebhookRequest request) {
        Optional<Sender> sender = senders.named(request.sender());
        if (sender.isEmpty()) {
            return Receipt.problem(404, "no sender is called '" + request.sender() + "': " + hint(request.sender()));
        }
        // Consent to a handshake opens nothing; whatever is sent afterwards shows the token.
        Optional<ConfigRun.Caller> caller = AccessToken.shown(request.headers(), request.query())
                .flatMap(shown -> callback.caller(shown).stream())
                .findFirst();
        if (!request.method().equals("OPTIONS") && !token.admits(request) && caller.isEmpty()) {
            return Receipt.problem(401, "the token is missing or wrong");
        }
        try {
            Reading reading = sender.get().read(request, clock.instant());
            if (reading instanceof Reading.Wanted && !token.admits(request)) {
                return Receipt.problem(401, "the token is missing or wrong");
            }
            return decide(sender.get(), request.family(), reading.calledBy(caller), recipes, clock.instant());
        } catch (MalformedException e) {
            return Receipt.problem(e.status(), e.getMessage());
        }
    }

    static Receipt decide(Sender sender, Optional<String> family, Reading reading, Recipes recipes, Instant now) {
        if (family.isPresent() && recipes.family(family.get()).isEmpty()) {
            String near = NearestName.of(family.get(), recipes.families())
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("there are " + recipes.families());
            return Receipt.problem(404, "no recipe for the family '" + family.get() + "': " + near);
        }
        return reading.fold(new Answers(sender, family, recipes, now));
    }

    /** What each kind of reading is answered. */
    private record Answers(Sender sender, Optional<String> family, Recipes recipes, Instant now)
            implements Reading.Cases<Receipt> {
        @Override
        public Receipt reports(Reading.Reports reports) {
            return receipt(sender, reports, recipes);
        }

        @Override
        public Receipt wanted(Reading.Wanted wanted) {
            return receipt(sender, wanted, recipes, now);
        }

        @Override
        public Receipt changed(Reading.Changed changed) {
            SourceAcceptance decision = SourceAcceptance.decide(changed.change(), family, recipes, now);
            return answer(sender, decision.words(), decision.events());
        }

        @Override
        public Receipt noticed(Reading.Noticed noticed) {
            NoticeAcceptance decision = NoticeAcceptance.decide(noticed.notice(), now);
            return answer(
                    sender, List.of(decision.words()), decision.event().stream().toList());
        }

        @Override
        public Receipt ignored(Reading.Ignored ignored) {
            return answer(sender, List.of("nothing to do: " + ignored.reason()), List.of());
        }

        @Override
        public Receipt granted(Reading.Granted granted) {
            return new Receipt(200, List.of(), List.of(), granted.headers(), false);
        }
    }

    private static Receipt receipt(Sender sender, Reading.Reports reports, Recipes recipes) {
        List<String> words = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Report report : reports.reports()) {
            RunAcceptance decision = RunAcceptance.decide(report.run(), recipes);
            words.add(decision.words());
            decision.event().ifPresent(events::add);
        }
        return answer(sender, words, events);
    }

    private static Receipt receipt(Sender sender, Reading.Wanted wanted, Recipes recipes, Instant now) {
        Optional<Recipe> recipe = recipes.family(wanted.family());
        if (recipe.flatMap(Recipe::builder).isEmpty()) {
            String why =
                    recipe.isEmpty() ? "there is no recipe for '" : "there is no section 'builder' in the recipe of '";
            return answer(sender, List.of("not baked: " + why + wanted.family() + "'"), List.of());
        }
        BakeRequested data = new BakeRequested(wanted.family(), wanted.cause(), wanted.reason(), null, now);
        Event event = Event.of(EventType.BAKE_REQUESTED, data);
        return answer(sender, List.of("accepted: '" + wanted.family() + "' will be built and baked"), List.of(event));
    }

    private static Receipt answer(Sender sender, List<String> words, List<Event> events) {
        return new Receipt(sender.success(), words, events, Map.of(), sender.readsAnswers());
    }

    private String hint(String written) {
        return NearestName.of(written, senders.names())
                .map(name -> "did you mean '" + name + "'?")
                .orElse("there are " + senders.names());
    }
}
