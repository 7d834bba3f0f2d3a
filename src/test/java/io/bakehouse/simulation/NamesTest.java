package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.function.RollBack;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Retention;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollbacks and revocations: as stories, cut at every call of the cloud, and in the middle of each other. */
class NamesTest {
    private static final Recipe RECIPE = VirtualBakery.recipe(0, Duration.ofMinutes(30), 2);
    private static final Duration HOUR = Duration.ofHours(1);
    /** More calls than any of these functions makes. */
    private static final int MOST_CALLS = 12;

    private static final int NEVER = 1_000;

    private VirtualBakery bakery;
    private List<Image> baked;
    private Event candidate;

    @Test
    void theNameGoesBackToTheImageBeforeAndThenToTheOneBeforeThat() {
        bake(3);
        deliver("roll-back", rollback("first", previous()), NEVER, NamesTest::nothing);
        assertCurrent(baked.get(1));
        String words = bakery.endings().get(3).words();
        assertThat(words)
                .isEqualTo("'web' is again the image " + baked.get(1).id() + "; "
                        + baked.get(2).id() + " was current before");
        bakery.clock.advanceTo(bakery.clock.instant().plusSeconds(1));
        deliver("roll-back", rollback("second", previous()), NEVER, NamesTest::nothing);
        assertCurrent(baked.get(0));
        bakery.converged("node-01", "run-9");
        bakery.engine.runUntilQuiet(HOUR);
        assertThat(bakery.named()).singleElement().isEqualTo(newest());
        assertThat(bakery.open()).isEmpty();
    }

    @Test
    void aRollbackThatDiesIsFinishedByTheNextDeliveryOrTheSweep() {
        for (int cut = 0; cut < MOST_CALLS; cut++) {
            for (boolean lost : List.of(false, true)) {
                bake(2);
                Event event = rollback("r", baked.get(0).id());
                attempt("roll-back", event, cut, NamesTest::die, NamesTest::nothing);
                boolean begun = !bakery.open().isEmpty();
                boolean named = baked.get(0)
                        .id()
                        .equals(bakery.named().stream()
                                .map(Image::id)
                                .findFirst()
                                .orElse(""));
                if (lost) {
                    bakery.sweep(2);
                } else {
                    redeliver(event);
                }
                assertCurrent(baked.get(!lost || begun || named ? 0 : 1));
                assertThat(bakery.ends().stream().filter(type -> type == EventType.IMAGE_ROLLED_BACK))
                        .hasSizeLessThanOrEqualTo(1);
                assertThat(bakery.ends()).doesNotContain(EventType.COMMAND_REFUSED);
                assertThat(bakery.open()).isEmpty();
            }
        }
    }

    @Test
    void ofTwoRollbacksTheLaterOneWins() {
        for (int cut = 0; cut < MOST_CALLS; cut++) {
            for (boolean laterFirst : List.of(false, true)) {
                bake(3);
                Event earlier = rollback("earlier", baked.get(0).id());
                bakery.clock.advanceTo(bakery.clock.instant().plusSeconds(1));
                Event later = rollback("later", baked.get(1).id());
                Event outer = laterFirst ? later : earlier;
                Event inner = laterFirst ? earlier : later;
                attempt(
                        "roll-back",
                        outer,
                        cut,
                        () -> attempt("roll-back", inner, NEVER, NamesTest::nothing, NamesTest::nothing),
                        NamesTest::nothing);
                redeliver(inner);
                redeliver(outer);
                assertCurrent(baked.get(1));
                assertThat(bakery.open()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRollbackInTheMiddleOfAPromotionAndTheReverseKeepsTheOlderImage(boolean rollbackOutside) {
        for (int cut = 0; cut < MOST_CALLS; cut++) {
            bakeWithCandidate();
            Event rollback = rollback("r", baked.get(0).id());
            Runnable promote = () -> attempt("promote-image", candidate, NEVER, NamesTest::nothing, NamesTest::nothing);
            Runnable back = () -> attempt("roll-back", rollback, NEVER, NamesTest::nothing, NamesTest::nothing);
            if (rollbackOutside) {
                attempt("roll-back", rollback, cut, promote, NamesTest::nothing);
            } else {
                attempt("promote-image", candidate, cut, back, NamesTest::nothing);
            }
            redeliver(rollback);
            assertCurrent(baked.get(0));
            assertThat(bakery.open()).isEmpty();
        }
    }

    @Test
    void whoeverListsByNameNeverFindsTwoOrAnotherImageThanTheOldOrTheNew() {
        bakeWithCandidate();
        List<List<String>> seen = new ArrayList<>();
        Runnable look = () -> seen.add(bakery.named().stream().map(Image::id).toList());
        String old = baked.get(1).id();
        String fresh = newest().id();
        attempt("promote-image", candidate, NEVER, NamesTest::nothing, look);
        assertThat(seen).hasSizeGreaterThan(4);
        assertThat(seen).allMatch(ids -> ids.isEmpty() || ids.equals(List.of(old)) || ids.equals(List.of(fresh)));
        assertThat(seen.get(seen.size() - 1)).containsExactly(fresh);
        seen.clear();
        bakery.engine.runUntilQuiet(HOUR);
        attempt("roll-back", rollback("r", old), NEVER, NamesTest::nothing, look);
        assertThat(seen).hasSizeGreaterThan(6);
        assertThat(seen).allMatch(ids -> ids.isEmpty() || ids.equals(List.of(old)) || ids.equals(List.of(fresh)));
        assertThat(seen.get(seen.size() - 1)).containsExactly(old);
        assertThat(seen.stream().filter(List::isEmpty)).hasSize(1);
    }

    @Test
    void anImageDeletedByHandInTheMiddleLeavesTheNameToTheOther() {
        for (int cut = 0; cut < MOST_CALLS; cut++) {
            for (int victim : List.of(0, 1)) {
                bake(2);
                Event event = rollback("r", baked.get(0).id());
                Runnable delete =
                        () -> bakery.cloud.cloud().deleteImage(baked.get(victim).id());
                attempt("roll-back", event, cut, delete, NamesTest::nothing);
                boolean deleted = bakery.images().size() == 1;
                boolean late =
                        deleted && bakery.open().isEmpty() && bakery.named().isEmpty();
                redeliver(event);
                // Deleted when everything was over, the image takes the name along.
                if (!late) {
                    assertCurrent(baked.get(deleted && victim == 0 ? 1 : 0));
                }
                assertThat(bakery.open()).isEmpty();
            }
        }
    }

    @Test
    void aRevokedCurrentImageIsReplacedByTheOneBeforeAndNeverComesBack() {
        bake(3);
        deliver("revoke-image", revoke(baked.get(2).id()), NEVER, NamesTest::nothing);
        assertCurrent(baked.get(1));
        assertThat(bakery.ends()).contains(EventType.IMAGE_REVOKED, EventType.IMAGE_ROLLED_BACK);
        Image revoked = bakery.cloud.cloud().image(baked.get(2).id()).orElseThrow();
        assertThat(revoked.hidden()).isTrue();
        assertThat(revoked.properties())
                .containsEntry(Marks.STATE, Marks.STATE_REVOKED)
                .containsEntry(Marks.WAS, Marks.STATE_CURRENT)
                .containsEntry(Marks.REASON, "it leaks");
        deliver("roll-back", rollback("back", revoked.id()), NEVER, NamesTest::nothing);
        assertThat(lastWords()).contains("was revoked: it leaks");
        assertCurrent(baked.get(1));
    }

    @Test
    void aRevocationOfTheOnlyImageSaysThatThereIsNone() {
        bake(1);
        deliver("revoke-image", revoke(baked.get(0).id()), NEVER, NamesTest::nothing);
        assertThat(bakery.named()).isEmpty();
        assertThat(lastWords()).contains("'web' has no current image now");
    }

    @Test
    void aRevocationThatDiesIsFinishedByTheNextDeliveryOrTheSweep() {
        for (int cut = 0; cut < MOST_CALLS; cut++) {
            for (boolean lost : List.of(false, true)) {
                bake(2);
                Event event = revoke(baked.get(1).id());
                attempt("revoke-image", event, cut, NamesTest::die, NamesTest::nothing);
                boolean begun = !bakery.open().isEmpty();
                if (lost
                        && !begun
                        && !bakery.named().isEmpty()
                        && !bakery.named().get(0).isRevoked()
                        && bakery.named().get(0).id().equals(baked.get(1).id())) {
                    continue;
                }
                if (lost) {
                    bakery.sweep(3);
                } else {
                    redeliver(event);
                }
                assertCurrent(baked.get(0));
                assertThat(bakery.cloud
                                .cloud()
                                .image(baked.get(1).id())
                                .orElseThrow()
                                .isRevoked())
                        .isTrue();
                assertThat(bakery.ends().stream().filter(type -> type == EventType.IMAGE_REVOKED))
                        .hasSizeLessThanOrEqualTo(1);
                assertThat(bakery.open()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsRevokedWhileItIsPromotedNeverKeepsTheName(boolean revokeOutside) {
        for (int cut = 0; cut < MOST_CALLS; cut++) {
            bakeWithCandidate();
            Image fresh = newest();
            Event revoke = revoke(fresh.id());
            Runnable promote = () -> attempt("promote-image", candidate, NEVER, NamesTest::nothing, NamesTest::nothing);
            Runnable away = () -> attempt("revoke-image", revoke, NEVER, NamesTest::nothing, NamesTest::nothing);
            if (revokeOutside) {
                attempt("revoke-image", revoke, cut, promote, NamesTest::nothing);
            } else {
                attempt("promote-image", candidate, cut, away, NamesTest::nothing);
            }
            redeliver(revoke);
            bakery.sweep(2);
            assertThat(bakery.cloud.cloud().image(fresh.id()).orElseThrow().hidden())
                    .as("revoked at call %s", cut)
                    .isTrue();
            assertCurrent(baked.get(1));
            assertThat(bakery.open()).isEmpty();
        }
    }

    @Test
    void imagesBeyondTheNumberAreHiddenAndDeletedAfterTheGracePeriodAndLookAlikesStay() {
        bake(4, retention(1));
        String theirs = bakery.cloud.addImage(
                bakery.cloud.site().project("admin"),
                "web 2026",
                "public",
                baked.get(0).properties());
        String guarded = baked.get(1).id();
        PracticeProject demo = bakery.cloud.site().project("demo");
        Map<String, Object> protect = Map.of("protected", true);
        bakery.cloud.call(
                demo,
                "PATCH image/v2/images/{id}",
                look -> bakery.cloud.imageRequests().update(demo, guarded, protect, look));
        retire();
        assertThat(bakery.images())
                .extracting(Image::id)
                .containsExactlyInAnyOrder(
                        guarded, baked.get(2).id(), baked.get(3).id());
        assertThat(lastWords()).startsWith("1 images hidden, 0 deleted; 3 kept: 1 current");
        int told = bakery.endings().size();
        retire();
        assertThat(bakery.endings()).as("nothing was hidden or deleted").hasSize(told);
        bakery.engine.runFor(Duration.ofDays(2));
        retire();
        assertThat(bakery.cloud.cloud().image(baked.get(0).id())).isEmpty();
        assertThat(bakery.cloud.cloud().image(theirs)).isPresent();
        assertThat(lastWords()).startsWith("0 images hidden, 1 deleted");
        assertCurrent(baked.get(3));
    }

    @Test
    void aRetiredImageCanBeRolledBackToWhileItIsThere() {
        bake(3, retention(0));
        retire();
        assertThat(bakery.images()).hasSize(1);
        deliver("roll-back", rollback("r", baked.get(0).id()), NEVER, NamesTest::nothing);
        assertCurrent(baked.get(0));
        assertThat(bakery.named().get(0).mark(Marks.RETIRED_AT)).isEmpty();
    }

    private static Recipe retention(int keep) {
        return new Recipe(
                RECIPE.family(),
                RECIPE.revision(),
                RECIPE.description(),
                RECIPE.adopt(),
                RECIPE.snapshot(),
                RECIPE.batch(),
                Optional.empty(),
                Optional.empty(),
                false,
                new Retention(Optional.of(keep), Optional.empty(), Duration.ofDays(1)),
                Optional.empty());
    }

    private void retire() {
        Instant slot = bakery.clock.instant();
        bakery.engine.publish(List.of(Event.of(EventType.RETIRE_REQUESTED, RetireRequested.scheduled(slot), slot)));
        bakery.engine.runFor(HOUR);
    }

    /** So many images of one server, the last of them current. */
    private void bake(int count) {
        bake(count, RECIPE);
    }

    private void bake(int count, Recipe recipe) {
        bakery = new VirtualBakery(PracticeTimes.usual(), recipe);
        baked = new ArrayList<>();
        bakery.cloud.addConvergedServer("node-01");
        for (int i = 0; i < count; i++) {
            bakery.converged("node-01", "run-" + i);
            bakery.engine.runUntilQuiet(HOUR);
            baked.add(bakery.named().get(0));
        }
    }

    /** Two images, and a third that is ready and that nobody has promoted. */
    private void bakeWithCandidate() {
        bake(2);
        bakery.converged("node-01", "run-9");
        while (bakery.engine.published(EventType.IMAGE_VERIFIED).size() < 3) {
            bakery.engine.runNext();
        }
        candidate = bakery.engine.published(EventType.IMAGE_VERIFIED).get(2);
    }

    private Image newest() {
        return bakery.images().stream().max(Image.SENIORITY).orElseThrow();
    }

    private String previous() {
        List<Image> images = bakery.images();
        Optional<Image> current = RollBack.current("web", images);
        return RollBack.previous(current.orElseThrow(), images).orElseThrow().id();
    }

    private String lastWords() {
        return bakery.endings().get(bakery.endings().size() - 1).words();
    }

    private Event rollback(String cause, String image) {
        Instant now = bakery.clock.instant();
        return Event.of(EventType.ROLLBACK_REQUESTED, new RollbackRequested("web", image, null, cause, null, now));
    }

    private Event revoke(String image) {
        Instant now = bakery.clock.instant();
        return Event.of(EventType.REVOKE_REQUESTED, new RevokeRequested(image, true, "it leaks", "v", null, now));
    }

    private void deliver(String function, Event event, int cut, Runnable meanwhile) {
        attempt(function, event, cut, meanwhile, NamesTest::nothing);
        redeliver(event);
    }

    private void redeliver(Event event) {
        bakery.engine.publish(List.of(event));
        bakery.engine.runUntilQuiet(HOUR);
    }

    /** One delivery, during which something else happens before the call of that number; it may fail. */
    private void attempt(String function, Event event, int cut, Runnable meanwhile, Runnable afterEach) {
        Functions functions = new Functions(
                CutCloud.of(bakery.cloud.cloud(), cut, meanwhile, afterEach),
                new Recipes(List.of(RECIPE)),
                bakery.clock,
                sent -> {});
        try {
            bakery.engine.publish(functions.invoke(function, event.data()));
        } catch (CutCloud.Killed e) {
            assertThat(cut).isLessThan(MOST_CALLS);
        } catch (CloudException e) {
            assertThat(e.kind().isPassing()).as(e.getMessage()).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void nothing() {}

    private static void die() {
        throw new CutCloud.Killed();
    }

    private void assertCurrent(Image expected) {
        assertThat(bakery.named()).extracting(Image::id).containsExactly(expected.id());
        List<Image> current = bakery.cloud.cloud().images(ImageQuery.ours().with(Marks.STATE, Marks.STATE_CURRENT));
        assertThat(current).extracting(Image::id).containsExactly(expected.id());
        assertThat(bakery.engine.deadLetters()).isEmpty();
    }
}
