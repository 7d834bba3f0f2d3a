package io.bakehouse.function;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a request for servers. Guarantees that only one delivery boots the batch's first servers, and that their
 * number and deadline stand in the cloud before the first of them, and that none is made when the quota lacks room. A second delivery finds the claim taken and only asks
 * for a look at what is there.
 */
@ApplicationScoped
public class BootBatch {
    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;

    public BootBatch(Cloud cloud, Recipes recipes, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("boot-batch")
    public List<Event> bootBatch(BatchRequested request) {
        Optional<Recipe.Batch> recipe = recipes.family(request.family()).flatMap(Recipe::batch);
        List<Image> records = cloud.images(ImageQuery.records().with(Marks.FAMILY, request.family()));
        return decide(request, recipe, cloud.image(request.image()), records, clock.instant())
                .act(cloud);
    }

    /** What becomes of the request. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /** Claim the batch and ask for its first servers. */
        record Boot(BatchStarted start, Recipe.Batch recipe, String cause) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Map<String, String> marks = Map.of(
                        Marks.BATCH, start.batch(),
                        Marks.IMAGE, start.image(),
                        Marks.COUNT, String.valueOf(start.count()),
                        Marks.CAUSE, Marks.fit(cause));
                boolean won = cloud.createRecord(
                        Records.ofBatch(start.batch()),
                        "bakehouse-batch-" + start.batch(),
                        Records.open(start.family(), start.startedAt(), start.deadline(), marks));
                if (won) {
                    // A refused create tells the same, but only of the first chunk.
                    return Quota.refusal(cloud.limits(), start.count())
                            .map(words -> new GiveUp(start, words, start.startedAt()).act(cloud))
                            .orElseGet(() -> BatchServers.create(cloud, start, recipe, List.of(), start.count()));
                }
                return cloud.image(Records.ofBatch(start.batch()))
                        .filter(Records::isOpen)
                        .map(record -> Records.time(record, Marks.DEADLINE, start.deadline()))
                        .map(deadline -> List.of(Event.of(EventType.BATCH_STARTED, start.until(deadline), 0)))
                        // It has ended: should its end have been lost, it is told once more.
                        .orElseGet(() -> new GiveUp(start, "", start.startedAt()).act(cloud));
            }
        }

        /** It was claimed, and there is no room for it. */
        record GiveUp(BatchStarted start, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return Records.failBatch(cloud, start.family(), start.batch(), start.image(), words, now);
            }
        }

        /** It cannot be booted. */
        record Refuse(BatchRequested request, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Map<String, String> marks = Records.ended(
                        request.family(),
                        Marks.STATE_FAILED,
                        words,
                        now,
                        Map.of(
                                Marks.BATCH, request.batch(),
                                Marks.IMAGE, request.image(),
                                Marks.COUNT, String.valueOf(request.count())));
                // For good: a later delivery of the request might find nothing to refuse any more.
                boolean first = cloud.createRecord(
                        Records.ofBatch(request.batch()), "bakehouse-batch-" + request.batch(), marks);
                boolean ended = first
                        || cloud.image(Records.ofBatch(request.batch()))
                                .filter(record -> !Records.isOpen(record))
                                .isPresent();
                return ended
                        ? Records.failBatch(cloud, request.family(), request.batch(), request.image(), words, now)
                        : List.of();
            }
        }
    }

    static Decision decide(
            BatchRequested request,
            Optional<Recipe.Batch> recipe,
            Optional<Image> image,
            List<Image> records,
            Instant now) {
        if (recipe.isEmpty()) {
            String words =
                    "the recipe of '" + request.family() + "' has no section 'batch' that says how to boot servers";
            return new Decision.Refuse(request, words, now);
        }
        if (image.isEmpty() || image.get().status() != ImageStatus.ACTIVE) {
            String state = image.map(i -> "is " + i.status()).orElse("is gone");
            return new Decision.Refuse(request, "the image " + request.image() + " " + state, now);
        }
        if (image.get().isRevoked()) {
            String why = image.get().mark(Marks.REASON).orElse("nobody said why");
            String words = "the image " + request.image() + " was revoked and is not booted any more: " + why;
            return new Decision.Refuse(request, words, now);
        }
        Optional<Image> rollout = records.stream()
                .filter(record ->
                        Records.isOpen(record) && record.mark(Marks.ROLLOUT).isPresent())
                .findFirst();
        if (rollout.isPresent()) {
            String words = "the rollout " + rollout.get().mark(Marks.ROLLOUT).orElseThrow() + " of '" + request.family()
                    + "' is under way: ask again when it has ended";
            return new Decision.Refuse(request, words, now);
        }
        Instant deadline = now.plus(recipe.get().deadline());
        BatchStarted start = new BatchStarted(
                request.family(), request.batch(), request.image(), request.count(), now, deadline, 0, null, 0, true);
        return new Decision.Boot(start, recipe.get(), request.cause());
    }
}
