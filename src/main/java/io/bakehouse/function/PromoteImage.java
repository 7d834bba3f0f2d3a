package io.bakehouse.function;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a candidate that is good, or that a person has approved. Guarantees that the family's plain name never
 * means two images: the old one is renamed before the new one gets the name, so that a boot by name in between finds none
 * and says so, rather than the wrong one. A second delivery finds the image promoted and announces it under the same event id.
 */
@ApplicationScoped
public class PromoteImage {
    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;

    public PromoteImage(Cloud cloud, Recipes recipes, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("promote-image")
    public List<Event> promoteImage(ImageVerified said) {
        ImageVerified verified = Verdicts.first(cloud, said, clock.instant());
        ImageReady ready = verified.ready();
        // A bake may fail while its image waits for a person's word.
        Optional<Event> failed = said.verdict() == null
                ? Optional.empty()
                : Records.failed(cloud, ready.family(), ready.bake(), clock.instant());
        if (failed.isPresent()) {
            cloud.image(ready.image())
                    .filter(FamilyName::isBelied)
                    .ifPresent(image -> FamilyName.withdraw(cloud, image, Map.of()));
            return List.of(failed.get());
        }
        Optional<Recipe> recipe = recipes.family(ready.family());
        return cloud.familyJustSeen(ready.family())
                .map(seen -> decide(verified, recipe, seen, clock.instant()))
                .filter(Decision::looksAfterwards)
                .orElseGet(() -> decide(verified, recipe, observe(ready), clock.instant()))
                .act(cloud);
    }

    private List<Image> observe(ImageReady ready) {
        List<Image> family = new ArrayList<>(cloud.images(ImageQuery.ours().with(Marks.FAMILY, ready.family())));
        boolean complete = family.stream()
                .anyMatch(image -> image.id().equals(ready.image()) && image.status() == ImageStatus.ACTIVE);
        if (!complete) {
            // What is hidden is in no list, and whoever hid it may have said why; and a list may lag.
            cloud.image(ready.image()).ifPresent(image -> {
                family.removeIf(listed -> listed.id().equals(image.id()));
                family.add(image);
            });
        }
        return family;
    }

    /** What becomes of the candidate. */
    sealed interface Decision
            permits Approval.Ask,
                    Approval.Tell,
                    Approval.Reject,
                    Decision.Promote,
                    Decision.Announce,
                    Unpromoted.Supersede,
                    Unpromoted.Over,
                    Unpromoted.Fail,
                    Unpromoted.Revoked {
        List<Event> act(Cloud cloud);

        /** Whether it may rest on what was seen a moment ago, because it sets right whatever that did not show. */
        default boolean looksAfterwards() {
            return false;
        }

        /** It gets the name; those that have it make room first. */
        record Promote(List<Image> demoted, Announce then) implements Decision {
            @Override
            public boolean looksAfterwards() {
                // What is deleted was looked at right before.
                return then.duplicates().isEmpty();
            }

            @Override
            public List<Event> act(Cloud cloud) {
                ImageReady ready = then.ready();
                demoted.forEach(image -> FamilyName.demote(cloud, image));
                cloud.updateImage(
                        ready.image(),
                        ImageChange.mark(Map.of(
                                        Marks.STATE, Marks.STATE_CURRENT,
                                        Marks.RANK, then.mine().createdAt().toString(),
                                        Marks.READY_AT, ready.readyAt().toString(),
                                        Marks.PROMOTED_AT, then.now().toString(),
                                        Marks.SNAPSHOT_SECONDS, String.valueOf(ready.snapshotSeconds())))
                                .rename(ready.family()));
                return then.announce(cloud, demoted);
            }
        }

        /**
         * It has the name, or had it: see to it that nobody else has, and say so, should the first announcement have been
         * lost.
         *
         * @param named false when it had the name once and lost it to a newer image
         * @param duplicates other images of the same bake
         */
        record Announce(ImageReady ready, Image mine, boolean named, List<Image> duplicates, int batch, Instant now)
                implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return announce(cloud, List.of());
            }

            private List<Event> announce(Cloud cloud, List<Image> demoted) {
                Image holder = named ? FamilyName.settle(cloud, ready.family(), mine, demoted) : mine;
                boolean lost = !holder.id().equals(mine.id());
                if (lost && mine.mark(Marks.PROMOTED_AT).isEmpty()) {
                    return new Unpromoted.Supersede(ready, mine, Optional.of(holder), now).giveWay(cloud);
                }
                if (lost) {
                    // Somebody may have heard of it: it had the name, and keeps that it had.
                    FamilyName.demote(cloud, mine);
                }
                ImageRemoval.delete(cloud, duplicates);
                cloud.deleteImage(Records.ofBake(ready.bake()));
                String words = "'" + ready.family() + "' is now the image " + ready.image();
                List<Event> events = new ArrayList<>();
                events.add(
                        Ending.ofBake(EventType.IMAGE_PROMOTED, ready.family(), ready.bake(), ready.image(), words, now)
                                .event());
                if (named && !lost && batch > 0) {
                    String id = Ids.batch(ready.family(), ready.image(), ready.bake());
                    events.add(Event.of(
                            EventType.BATCH_REQUESTED,
                            new BatchRequested(ready.family(), id, ready.image(), batch, ready.bake(), now)));
                }
                return List.copyOf(events);
            }
        }
    }

    static Decision decide(ImageVerified verified, Optional<Recipe> recipe, List<Image> family, Instant now) {
        boolean approval = recipe.map(Recipe::approval).orElse(false);
        int count = recipe.flatMap(Recipe::batch).map(Recipe.Batch::count).orElse(0);
        return Approval.decide(verified, approval, family, now)
                .orElseGet(() -> decide(verified.ready(), family, count, now));
    }

    static Decision decide(ImageReady ready, List<Image> listed, int batch, Instant now) {
        List<Image> family = listed.stream().filter(Image::isOurs).toList();
        Optional<Image> found = family.stream()
                .filter(image -> image.id().equals(ready.image()))
                .findFirst();
        if (found.isEmpty() || found.get().status() != ImageStatus.ACTIVE) {
            String state = found.map(image -> "is " + image.status()).orElse("is gone");
            return new Unpromoted.Fail(ready, "the image " + state + " and cannot be promoted", now);
        }
        Image mine = found.get();
        if (mine.isRevoked()) {
            boolean nameless = FamilyName.holders(ready.family(), family).stream()
                    .allMatch(image -> image.id().equals(mine.id()));
            return new Unpromoted.Revoked(ready, mine, nameless, now);
        }
        List<Image> duplicates = family.stream()
                .filter(image -> !image.id().equals(mine.id())
                        && image.has(Marks.BAKE, ready.bake())
                        && CandidateImage.isPending(image))
                .toList();
        boolean named = ready.family().equals(mine.name()) && mine.has(Marks.STATE, Marks.STATE_CURRENT);
        if (named || mine.mark(Marks.PROMOTED_AT).isPresent()) {
            return new Decision.Announce(ready, mine, named, duplicates, batch, now);
        }
        // What was never promoted and is retired gave way first.
        boolean superseded = mine.has(Marks.STATE, Marks.STATE_PREVIOUS) || mine.has(Marks.STATE, Marks.STATE_RETIRED);
        if (!CandidateImage.isPending(mine) && !superseded) {
            return new Unpromoted.Over();
        }
        Optional<Image> newer = family.stream()
                .filter(image -> image.has(Marks.STATE, Marks.STATE_CURRENT) && Image.RANK.compare(image, mine) > 0)
                .max(Image.RANK);
        if (superseded || newer.isPresent()) {
            // Once it was superseded it stays so, whoever is current when that is said again; for a moment nobody is.
            return new Unpromoted.Supersede(ready, mine, newer, now);
        }
        List<Image> demoted = FamilyName.holders(ready.family(), family).stream()
                .filter(image -> !image.id().equals(mine.id()))
                .toList();
        return new Decision.Promote(demoted, new Decision.Announce(ready, mine, true, duplicates, batch, now));
    }
}
