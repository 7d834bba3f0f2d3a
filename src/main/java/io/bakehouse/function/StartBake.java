package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.UserData;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.Limits;
import io.bakehouse.platform.Callback;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by the wish to bake a family from its recipe's builder. Guarantees that one bake boots at most one builder,
 * on a base image that is there and not withdrawn, with its deadline marked on it. A second delivery finds the claim
 * taken and asks for a look at the builder that is under way.
 */
@ApplicationScoped
public class StartBake {
    private final Cloud cloud;
    private final Recipes recipes;
    private final Callback callback;
    private final InstantSource clock;

    public StartBake(Cloud cloud, Recipes recipes, Callback callback, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.callback = callback;
        this.clock = clock;
    }

    @Funq("start-bake")
    public List<Event> startBake(BakeRequested request) {
        return decide(request, observe(request, request.plan() != null), callback, clock.instant())
                .act(cloud);
    }

    /**
     * What it would change; nothing is.
     *
     * @param limits what the project's quota has room for, to be told with it
     */
    public Plan plan(BakeRequested request, Limits limits) {
        Plan plan = decide(request, observe(request, true), callback, clock.instant())
                .plan();
        return plan.changes().isEmpty() ? plan : plan.noting(Quota.words(limits));
    }

    /**
     * What the cloud shows.
     *
     * @param family images of the family; without a plan, nobody asks for them
     * @param record the bake's record, asked for with a plan too: what has begun need not fit it any more
     */
    record Seen(Optional<Recipe> recipe, List<Image> bases, List<Image> family, Optional<Image> record) {
        private boolean isBegun(String bake) {
            return record.isPresent() || family.stream().anyMatch(image -> image.has(Marks.BAKE, bake));
        }
    }

    private Seen observe(BakeRequested request, boolean planned) {
        Optional<Recipe> recipe = recipes.family(request.family());
        List<Image> bases = recipe.flatMap(Recipe::builder)
                .map(builder -> bases(cloud, builder.base()))
                .orElse(List.of());
        if (!planned) {
            return new Seen(recipe, bases, List.of(), Optional.empty());
        }
        Optional<Image> record = recipe.map(it -> Ids.bake(it.family(), it.revision(), request.cause()))
                .flatMap(bake -> cloud.image(Records.ofBake(bake)));
        ImageQuery family = ImageQuery.ours().with(Marks.FAMILY, request.family());
        return new Seen(recipe, bases, cloud.images(family), record);
    }

    /** All images that may be meant; one that is named by its id is looked at even when lists do not show it. */
    static List<Image> bases(Cloud cloud, BaseImage base) {
        return base.id().isPresent()
                ? cloud.image(base.id().get()).stream().toList()
                : cloud.bootableImages(base.filters());
    }

    /** What becomes of the request. */
    sealed interface Decision extends Planned {
        /**
         * A builder is booted, unless another delivery is about it already.
         *
         * @param named images that have the family's name now, as far as anybody asked
         */
        record Build(BuilderBake bake, Callback callback, List<Image> named) implements Decision {
            @Override
            public Plan plan() {
                return new BakePlan(bake, named).plan();
            }

            @Override
            public List<Event> act(Cloud cloud) {
                Optional<Image> other = bake.isBySchedule() ? otherBake(cloud) : Optional.empty();
                if (other.isPresent()) {
                    String words = "bake " + other.get().mark(Marks.BAKE).orElseThrow() + " of '"
                            + bake.recipe().family() + "' is under way: its schedule looks again at its next time";
                    return refusal(bake.recipe().family(), bake.cause(), words, bake.requestedAt(), bake.now());
                }
                String record = Records.ofBake(bake.id());
                boolean won = cloud.createRecord(record, "bakehouse-bake-" + bake.id(), bake.record());
                BuilderClaim claim = won ? BuilderClaim.won() : BuilderClaim.taken(cloud, bake.id());
                return BuilderClaim.decide(bake, claim).act(cloud, callback);
            }

            /** A schedule bakes one at a time; whoever asks by hand has a reason to. */
            private Optional<Image> otherBake(Cloud cloud) {
                ImageQuery records =
                        ImageQuery.records().with(Marks.FAMILY, bake.recipe().family());
                return cloud.images(records).stream()
                        .filter(record -> Records.isOpen(record)
                                && record.mark(Marks.BAKE).isPresent()
                                && !record.has(Marks.BAKE, bake.id()))
                        .findFirst();
            }
        }

        /** Nothing will be baked. */
        record Refuse(BakeRequested request, String words, Instant now) implements Decision {
            @Override
            public Plan plan() {
                return new Plan("bake " + request.family(), List.of(), 0, 0, List.of(words));
            }

            @Override
            public List<Event> act(Cloud cloud) {
                return refusal(request.family(), request.cause(), words, request.requestedAt(), now);
            }
        }
    }

    /** One end per request; a schedule may want the same bake again. */
    private static List<Event> refusal(String family, String cause, String words, Instant wantedAt, Instant now) {
        String type = EventType.BAKE_REFUSED.wire();
        return List.of(new Ending(type, family, null, null, null, null, cause, words, now).event(wantedAt));
    }

    /** For a request that needs to fit no plan. */
    static Decision decide(
            BakeRequested request, Optional<Recipe> recipe, List<Image> bases, Callback callback, Instant now) {
        return decide(request, new Seen(recipe, bases, List.of(), Optional.empty()), callback, now);
    }

    static Decision decide(BakeRequested request, Seen seen, Callback callback, Instant now) {
        Optional<Recipe> recipe = seen.recipe();
        if (recipe.isEmpty()) {
            return new Decision.Refuse(request, "no recipe for the family '" + request.family() + "'", now);
        }
        if (recipe.get().builder().isEmpty()) {
            return new Decision.Refuse(
                    request,
                    "the recipe of '" + request.family() + "' has no section 'builder': it only adopts servers",
                    now);
        }
        Builder builder = recipe.get().builder().get();
        Optional<Image> base = builder.base().choose(seen.bases());
        if (base.isEmpty()) {
            return new Decision.Refuse(request, unusable(builder.base(), seen.bases()), now);
        }
        BuilderBake bake = BuilderBake.of(request, recipe.get(), builder, base.get(), now);
        boolean wantsUrl = builder.server().userData().orElse("").contains(UserData.CALLBACK_URL);
        if (wantsUrl && callback.url(builder.sender(), bake.id(), "").isEmpty()) {
            return new Decision.Refuse(
                    request,
                    "the recipe's user data has " + UserData.CALLBACK_URL + ", but nobody has said how servers reach"
                            + " this bakery: set BAKEHOUSE_CALLBACK_URL",
                    now);
        }
        Decision.Build build = new Decision.Build(bake, callback, FamilyName.holders(request.family(), seen.family()));
        Optional<String> changed =
                seen.isBegun(bake.id()) ? Optional.empty() : build.plan().refusal(request.plan());
        return changed.isPresent() ? new Decision.Refuse(request, changed.get(), now) : build;
    }

    /** Why none of the images can be built on. */
    private static String unusable(BaseImage base, List<Image> seen) {
        Optional<Image> meant = seen.stream().filter(base::fits).findFirst();
        String why = meant.map(image -> image.status() != ImageStatus.ACTIVE
                        ? "is " + image.status() + " and cannot be booted"
                        : "is hidden: its owner has withdrawn it")
                .orElse("does not exist, or this project may not see it");
        return "the base image is missing: " + base.words() + " " + why + ". Name another one in builder.base";
    }
}
