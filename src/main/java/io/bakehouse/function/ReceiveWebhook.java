package io.bakehouse.function;

import io.bakehouse.access.Access;
import io.bakehouse.access.Admission;
import io.bakehouse.access.Rights;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.NearestName;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.Reading;
import io.bakehouse.webhook.Report;
import io.bakehouse.webhook.Sender;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.ShownTokens;
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
    private static final String UNKNOWN = "the token or the signature is missing or wrong";

    private final Senders senders;
    private final Access access;
    private final Callback callback;
    private final Recipes recipes;
    private final InstantSource clock;

    public ReceiveWebhook(Senders senders, Access access, Callback callback, Recipes recipes, InstantSource clock) {
        this.senders = senders;
        this.access = access;
        this.callback = callback;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("receive-webhook")
    public Receipt receiveWebhook(WebhookRequest request) {
        return read(request).fold(problem -> problem, read -> decide(read, recipes, clock.instant()));
    }

    /** Who sends it and what it says; or a refusal. */
    Arrival read(WebhookRequest request) {
        Optional<Sender> sender = senders.named(request.sender());
        if (sender.isEmpty()) {
            return Arrival.refused(404, "no sender is called '" + request.sender() + "': " + hint(request.sender()));
        }
        Instant now = clock.instant();
        Optional<Admission> admission = access.admit(request.sender(), request, now);
        Optional<ConfigRun.Caller> caller = ShownTokens.of(request.headers(), request.query())
                .flatMap(shown -> callback.caller(shown).stream())
                .findFirst();
        // Consent to a handshake opens nothing; whatever is sent afterwards proves who sends it.
        boolean handshake = request.method().equals("OPTIONS");
        if (!handshake && admission.isEmpty() && caller.isEmpty()) {
            return Arrival.refused(401, UNKNOWN);
        }
        try {
            Reading reading = sender.get().read(request, now).calledBy(caller);
            if (!handshake && admission.isEmpty() && !reading.isForBuilders()) {
                return Arrival.refused(401, UNKNOWN);
            }
            Rights rights = admission.map(Admission::rights).orElse(Rights.NONE);
            return Arrival.read(sender.get(), request.family(), rights, reading);
        } catch (MalformedException e) {
            return Arrival.refused(e.status(), e.getMessage());
        }
    }

    static Receipt decide(Arrival.Read arrival, Recipes recipes, Instant now) {
        Optional<String> family = arrival.family();
        if (family.isPresent() && recipes.family(family.get()).isEmpty()) {
            String near = NearestName.of(family.get(), recipes.families())
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("there are " + recipes.families());
            return Receipt.problem(404, "no recipe for the family '" + family.get() + "': " + near);
        }
        return arrival.reading().fold(new Answers(arrival, recipes, now));
    }

    /** What each kind of reading is answered. */
    private record Answers(Arrival.Read arrival, Recipes recipes, Instant now) implements Reading.Cases<Receipt> {
        @Override
        public Receipt reports(Reading.Reports reports) {
            List<String> words = new ArrayList<>();
            List<Event> events = new ArrayList<>();
            for (Report report : reports.reports()) {
                RunAcceptance decision = RunAcceptance.decide(report.run(), arrival.rights(), recipes);
                words.add(decision.words());
                decision.event().ifPresent(events::add);
            }
            return answer(words, events);
        }

        @Override
        public Receipt wanted(Reading.Wanted wanted) {
            return answer(BuildAcceptance.decide(wanted, recipes, now));
        }

        @Override
        public Receipt changed(Reading.Changed changed) {
            return answer(SourceAcceptance.decide(changed.change(), arrival.family(), recipes, now));
        }

        @Override
        public Receipt noticed(Reading.Noticed noticed) {
            if (!arrival.rights().may("look", false)) {
                return answer(List.of("nothing to do: " + Acceptance.mayNot(arrival.sender(), "look")), List.of());
            }
            NoticeAcceptance decision = NoticeAcceptance.decide(noticed.notice(), now);
            return answer(List.of(decision.words()), decision.event().stream().toList());
        }

        @Override
        public Receipt ignored(Reading.Ignored ignored) {
            return answer(List.of("nothing to do: " + ignored.reason()), List.of());
        }

        @Override
        public Receipt granted(Reading.Granted granted) {
            return new Receipt(200, List.of(), List.of(), granted.headers(), false);
        }

        @Override
        public Receipt several(Reading.Several several) {
            List<String> words = new ArrayList<>();
            List<Event> events = new ArrayList<>();
            for (Reading part : several.parts()) {
                Receipt receipt = part.fold(this);
                words.addAll(receipt.words());
                events.addAll(receipt.events());
            }
            return answer(words, events);
        }

        /** Builds that this sender may ask for, and words for those that it may not. */
        private Receipt answer(Acceptance acceptance) {
            Acceptance.Allowed allowed = acceptance.allowed(arrival.sender(), arrival.rights());
            return answer(allowed.words(), allowed.events());
        }

        private Receipt answer(List<String> words, List<Event> events) {
            Sender sender = arrival.sender();
            return new Receipt(sender.success(), words, events, Map.of(), sender.readsAnswers());
        }
    }

    private String hint(String written) {
        return NearestName.of(written, senders.names())
                .map(name -> "did you mean '" + name + "'?")
                .orElse("there are " + senders.names());
    }
}
