package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.Limits;
import io.bakehouse.openstack.ServerQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a request to replace a family's servers. Guarantees that one rollout or batch of a family is under way at a
 * time, and that its number of servers and its deadline stand in the cloud before the first change. A second delivery
 * finds the record and asks for a look at the rollout, or tells its end once more.
 */
@ApplicationScoped
public class RollOut {
    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;

    public RollOut(Cloud cloud, Recipes recipes, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
    }

    /** All that a request is judged by. */
    record Seen(
            Optional<Recipe.Batch> recipe,
            List<Image> images,
            List<Server> servers,
            List<Image> records,
            Limits limits) {}

    @Funq("roll-out")
    public List<Event> rollOut(RolloutRequested request) {
        return decide(request, observe(request), clock.instant()).act(cloud);
    }

    /** What it would change; nothing is. */
    public Plan plan(RolloutRequested request) {
        return decide(request, observe(request), clock.instant()).plan();
    }

    private Seen observe(RolloutRequested request) {
        return new Seen(
                recipes.family(request.family()).flatMap(Recipe::batch),
                cloud.images(ImageQuery.ours().with(Marks.FAMILY, request.family())),
                cloud.servers(ServerQuery.ours()),
                RolloutRecords.ofFamily(cloud, request.family()),
                cloud.limits());
    }

    static RolloutClaim decide(RolloutRequested request, Seen seen, Instant now) {
        if (RolloutRecords.find(seen.records(), request.rollout()).isPresent()) {
            return new RolloutClaim.Begin(request, now);
        }
        if (seen.recipe().isEmpty()) {
            return refuse(
                    request,
                    "the recipe of '" + request.family() + "' has no section 'batch' that says how to boot servers",
                    now);
        }
        Optional<Image> image = target(request, seen.images());
        if (image.isEmpty()) {
            String words = request.image() == null
                    ? "'" + request.family() + "' has no current image: bake one first"
                    : "'" + request.family() + "' has no image " + request.image() + " that can be booted";
            return refuse(request, words, now);
        }
        Optional<Image> rival = RolloutRecords.rival(seen.records(), request.rollout());
        if (rival.isPresent()) {
            return refuse(request, RolloutRecords.words(rival.get()), now);
        }
        Recipe.Batch recipe = seen.recipe().get();
        String id = image.get().id();
        RolloutPlan plan =
                RolloutPlan.of(request.family(), request.rollout(), id, recipe, seen.servers(), seen.records());
        Optional<String> unfit = plan.plan().refusal(request.plan());
        if (unfit.isPresent()) {
            return refuse(request, unfit.get(), now);
        }
        if (plan.wanted() == 0) {
            return refuse(
                    request,
                    "'" + request.family() + "' has no servers and its recipe's batch.count is 0: boot some first",
                    now);
        }
        if (plan.wanted() == plan.kept()) {
            String words = "all " + plan.kept() + " servers are of image " + id + " already";
            return new RolloutClaim.Refuse(EventType.ROLLOUT_FINISHED, request, id, plan.kept(), words, now);
        }
        return within(request, plan, seen.limits(), now);
    }

    /** What the quota has room for: all of it, less of a surge, or nothing. */
    private static RolloutClaim within(RolloutRequested request, RolloutPlan plan, Limits limits, Instant now) {
        Rollout policy = plan.recipe().rollout();
        // Were there servers of the image and no old ones, nothing would be left to do.
        boolean first = plan.old().isEmpty();
        int wave = Math.min(policy.maxSurge(), plan.wanted() - plan.kept());
        int room = Quota.room(limits).orElse(Integer.MAX_VALUE);
        Optional<String> refusal = first ? Quota.refusal(limits, plan.wanted()) : Optional.empty();
        if (refusal.isPresent()) {
            return refuse(request, refusal.get(), now);
        }
        int surge = room >= wave ? policy.maxSurge() : room;
        if (surge + policy.maxUnavailable() == 0) {
            return refuse(
                    request,
                    "the quota has no room for one server more, and the recipe's max_unavailable is 0:"
                            + " raise the quota, or let max_unavailable be 1 or more",
                    now);
        }
        String note = surge == policy.maxSurge()
                ? ""
                : "the quota has room for a surge of " + surge + " servers instead of " + policy.maxSurge();
        Duration whole = policy.deadline().multipliedBy(plan.waves(surge) + 1L);
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.BATCH, request.rollout(),
                Marks.ROLLOUT, request.rollout(),
                Marks.IMAGE, plan.image(),
                Marks.COUNT, String.valueOf(plan.wanted()),
                Marks.SURGE, String.valueOf(surge),
                Marks.REASON, Marks.fit(note),
                Marks.CAUSE, Marks.fit(request.cause())));
        Plan told = plan.plan().noting(Quota.words(limits));
        return new RolloutClaim.Claim(request, told, Records.open(request.family(), now, now.plus(whole), marks), now);
    }

    private static Optional<Image> target(RolloutRequested request, List<Image> images) {
        return images.stream()
                .filter(image -> image.isOurs()
                        && !image.isRecord()
                        && image.has(Marks.FAMILY, request.family())
                        && image.status() == ImageStatus.ACTIVE
                        && !image.has(Marks.STATE, Marks.STATE_REJECTED))
                .filter(image -> request.image() == null
                        ? image.has(Marks.STATE, Marks.STATE_CURRENT)
                        : image.id().equals(request.image()))
                .max(Image.SENIORITY);
    }

    private static RolloutClaim refuse(RolloutRequested request, String words, Instant now) {
        return new RolloutClaim.Refuse(EventType.ROLLOUT_FAILED, request, request.image(), 0, words, now);
    }
}
