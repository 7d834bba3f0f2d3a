package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
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
            return decide(sender.get(), request.family(), reading.calledBy(caller), recipes);
        } catch (MalformedException e) {
            return Receipt.problem(e.status(), e.getMessage());
        }
    }

    /** What becomes of one report: an event, or nothing, and why. */
    record Decision(Optional<Event> event, String words) {
        static Decision bake(ConfigRun run, String words) {
            String node = run.nodeNames().isEmpty() ? "" : run.nodeNames().get(0);
            Event event = Event.of(EventType.CONFIG_RUN_FINISHED, run, run.family(), run.server(), node);
            return new Decision(Optional.of(event), words);
        }

        static Decision pass(String words) {
            return new Decision(Optional.empty(), words);
        }
    }

    static Receipt decide(Sender sender, Optional<String> family, Reading reading, Recipes recipes) {
        if (family.isPresent() && recipes.family(family.get()).isEmpty()) {
            String near = NearestName.of(family.get(), recipes.families())
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("there are " + recipes.families());
            return Receipt.problem(404, "no recipe for the family '" + family.get() + "': " + near);
        }
        return reading.fold(
                reports -> receipt(sender, reports, recipes),
                ignored -> answer(sender, List.of("nothing to do: " + ignored.reason()), List.of()),
                granted -> new Receipt(200, List.of(), List.of(), granted.headers(), false));
    }

    private static Receipt receipt(Sender sender, Reading.Reports reports, Recipes recipes) {
        List<String> words = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Report report : reports.reports()) {
            Decision decision = decide(report.run(), recipes);
            words.add(decision.words());
            decision.event().ifPresent(events::add);
        }
        return answer(sender, words, events);
    }

    private static Receipt answer(Sender sender, List<String> words, List<Event> events) {
        return new Receipt(sender.success(), words, events, Map.of(), sender.readsAnswers());
    }

    static Decision decide(ConfigRun run, Recipes recipes) {
        return switch (run.status()) {
            case STARTED, PROGRESS -> Decision.pass("not baked: the run on " + node(run) + " has not ended");
            case IGNORED, UNKNOWN ->
                Decision.pass("not baked: it is not clear how the run on " + node(run) + " ended"
                        + (run.failure() == null ? "" : ": " + run.failure()));
            case CHANGED, UNCHANGED, COMPLETED, FAILED, NOOP -> decideEnded(run, recipes);
        };
    }

    private static Decision decideEnded(ConfigRun run, Recipes recipes) {
        if (run.caller() != null) {
            return Decision.bake(
                    run,
                    "accepted: the " + run.caller().role() + " of bake "
                            + run.caller().bake() + " reports "
                            + run.status().word());
        }
        if (run.family() == null
                && run.nodeNames().isEmpty()
                && run.server() == null
                && run.instanceIds().isEmpty()) {
            return Decision.pass(
                    "not baked: nothing says which server this is about. Add ?server=<UUID> to the address");
        }
        if (run.family() == null && isOfBake(run, recipes)) {
            return Decision.bake(
                    run, "accepted: " + node(run) + " belongs to a bake, which goes on if it is under way");
        }
        List<Recipe> candidates = candidates(run, recipes);
        // A server's name in the cloud may be another than the tool's: with its UUID, that decides later.
        boolean known = run.server() != null
                || (run.nodeNames().isEmpty() && !run.instanceIds().isEmpty());
        if (candidates.isEmpty() && !known) {
            return Decision.pass("not baked: no recipe adopts " + node(run) + ". Extend adopt.names of one of "
                    + recipes.families() + ", or add ?family=<name> to the address");
        }
        List<Recipe> considered = candidates.isEmpty() ? all(recipes) : candidates;
        List<Recipe> willing = considered.stream()
                .filter(recipe -> recipe.adopt().when().contains(run.status()))
                .toList();
        if (willing.isEmpty()) {
            return Decision.pass("not baked: the run on " + node(run) + " ended as "
                    + run.status().word()
                    + (run.failure() == null ? "" : " (" + run.failure() + ")") + ", and adopt.when of "
                    + names(considered) + " does not list that");
        }
        if (candidates.isEmpty()) {
            return Decision.bake(run, "accepted: " + node(run) + " will be baked if a recipe adopts its name");
        }
        return willing.size() == 1
                ? Decision.bake(run, "accepted: " + node(run) + " will be baked as '" + names(willing) + "'")
                : Decision.pass("not baked: the recipes " + names(willing) + " all adopt " + node(run)
                        + ". Say which with ?family=<name>");
    }

    /** The recipe that the request named, else those that adopt the first of the node's names that any adopts. */
    private static List<Recipe> candidates(ConfigRun run, Recipes recipes) {
        if (run.family() != null) {
            return recipes.family(run.family()).stream().toList();
        }
        return run.nodeNames().stream()
                .map(recipes::covering)
                .filter(covering -> !covering.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether the node is called as we call builders and canaries. */
    private static boolean isOfBake(ConfigRun run, Recipes recipes) {
        return run.nodeNames().stream()
                .flatMap(name -> Ids.familyOfServer(name).stream())
                .flatMap(family -> recipes.family(family).stream())
                .anyMatch(recipe ->
                        recipe.builder().isPresent() || recipe.verification().isPresent());
    }

    private static List<Recipe> all(Recipes recipes) {
        return recipes.families().stream()
                .flatMap(family -> recipes.family(family).stream())
                .toList();
    }

    private static String names(List<Recipe> recipes) {
        return String.join(", ", recipes.stream().map(Recipe::family).toList());
    }

    private static String node(ConfigRun run) {
        if (!run.nodeNames().isEmpty()) {
            return "'" + run.nodeNames().get(0) + "'";
        }
        if (run.server() != null) {
            return "server " + run.server();
        }
        return run.instanceIds().isEmpty()
                ? "the server"
                : "server " + run.instanceIds().get(0);
    }

    private String hint(String written) {
        return NearestName.of(written, senders.names())
                .map(name -> "did you mean '" + name + "'?")
                .orElse("there are " + senders.names());
    }
}
