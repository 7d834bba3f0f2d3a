package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.SharedLooks;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A family's second bake, at which nobody looks by the clock because Glance is heard; its steps share what they see, as in
 * the program. It is cut at every call of the cloud, and other processes come in between.
 */
class LiveNewsTest {
    private static final Recipe RECIPE = VirtualBakery.recipe(0, Duration.ofMinutes(30), 2);
    private static final Duration SNAPSHOT = Duration.ofSeconds(200);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String LIST = "GET image/v2/images";

    /** The first call after the list that the promotion rests on. */
    private static final int FIRST_WRITE = 4;

    private static final int CALLS = 8;

    private static final class Story {
        final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
        final PracticeModel cloud =
                new PracticeModel(clock, PracticeTimes.usual().snapshotIn(SNAPSHOT), "live");
        final VirtualBakery bakery;
        final Image first;
        /** What happens before the chosen call of the second bake. */
        Runnable meanwhile = () -> {};

        boolean live = true;
        private final List<EventType> ends = new ArrayList<>();

        /** A first image is current, and nothing else has happened. */
        Story(int cut, boolean forgetful) {
            cloud.addConvergedServer("node-01");
            cloud.addConvergedServer("node-02");
            VirtualBakery before = new VirtualBakery(clock, cloud, engine(process(cloud.cloud(), false)));
            before.converged("node-01", "run-1");
            before.engine.runUntilQuiet(HOUR);
            first = before.named().get(0);
            ends.clear();
            Functions functions = process(CutCloud.of(cloud.cloud(), cut, () -> meanwhile.run(), () -> {}), true);
            bakery = new VirtualBakery(
                    clock, cloud, engine((function, data) -> deliver(functions, forgetful, function, data)));
        }

        private static List<Event> deliver(
                FunctionInvocation functions, boolean forgetful, String function, EventData data) throws Exception {
            try {
                return functions.invoke(function, data);
            } catch (CutCloud.Killed e) {
                if (forgetful) {
                    return List.of();
                }
                throw e;
            }
        }

        Functions process(Cloud through, boolean noticing) {
            return new Functions(
                    new SharedLooks(through, clock),
                    new Recipes(List.of(RECIPE)),
                    clock,
                    event -> ends.add(event.type()),
                    new VirtualProbe(),
                    () -> noticing && live);
        }

        private VirtualEngine engine(FunctionInvocation functions) {
            return new VirtualEngine(clock, FunctionTable.packaged(), functions);
        }

        /** The second image is asked for and complete; nobody has said so yet. */
        Story bake() {
            bakery.converged("node-01", "run-2");
            bakery.engine.runFor(SNAPSHOT.plus(MOMENT));
            return this;
        }

        /** Glance says which candidates are complete. */
        Story tell() {
            candidates().forEach(image -> bakery.engine.publish(News.of("image.update", image, clock)));
            bakery.engine.runFor(MOMENT);
            return this;
        }

        List<Image> candidates() {
            return cloud.cloud().imagesInFlight();
        }

        /** Another process does that, and the engine goes on with what comes of it. */
        void elsewhere(String function, EventData data) {
            try {
                bakery.engine.publish(process(cloud.cloud(), false).invoke(function, data));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        void assertCurrent(String why, Image expected) {
            List<Image> current = cloud.cloud().images(ImageQuery.ours().with(Marks.STATE, Marks.STATE_CURRENT));
            assertThat(current).as(why).extracting(Image::id).containsExactly(expected.id());
            assertThat(bakery.named()).as(why).extracting(Image::id).containsExactly(expected.id());
            assertThat(bakery.open()).as(why).isEmpty();
            assertThat(bakery.engine.deadLetters()).as(why).isEmpty();
        }
    }

    private static Story undisturbed() {
        return new Story(Integer.MAX_VALUE, false).bake();
    }

    @Test
    void aNotificationIsAllThatABakeWaitsFor() {
        Story story = undisturbed();
        Image mine = story.candidates().get(0);
        assertThat(story.bakery.engine.published(EventType.SNAPSHOT_STARTED)).isEmpty();
        long before = story.cloud.calls().of(LIST);
        story.tell();
        assertThat(story.cloud.calls().of(LIST) - before)
                .as("this test's own, the look, and the look afterwards")
                .isEqualTo(3);
        story.bakery.engine.runUntilQuiet(HOUR);
        assertThat(story.ends).containsExactly(EventType.IMAGE_PROMOTED);
        story.assertCurrent("noticed", mine);
    }

    @Test
    void aNotificationThatIsLostIsMadeUpForByTheSweep() {
        Story story = undisturbed();
        Image mine = story.candidates().get(0);
        story.bakery.sweep(2);
        assertThat(story.ends).containsExactly(EventType.IMAGE_PROMOTED);
        story.assertCurrent("lost", mine);
    }

    @Test
    void whileTheBusIsAwayTheClockLooks() {
        Story story = undisturbed();
        story.live = false;
        story.bakery.sweep(2);
        assertThat(story.ends).as("asked for while it was there").containsExactly(EventType.IMAGE_PROMOTED);
        story.bakery.converged("node-02", "run-3");
        story.bakery.engine.runUntilQuiet(HOUR);
        assertThat(story.ends).containsExactly(EventType.IMAGE_PROMOTED, EventType.IMAGE_PROMOTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSnapshotOfABuilderIsNotLookedAtByTheClockEither(boolean heard) {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
        PracticeModel cloud = new PracticeModel(clock, PracticeTimes.usual().snapshotIn(SNAPSHOT), "live");
        Recipe recipe = BuilderBakery.recipe(BuilderBakery.builder(Duration.ZERO), Optional.empty(), false);
        List<EventType> ends = new ArrayList<>();
        Functions functions = new Functions(
                new SharedLooks(cloud.cloud(), clock),
                new Recipes(List.of(recipe)),
                clock,
                event -> ends.add(event.type()),
                new VirtualProbe(),
                () -> true);
        VirtualBakery bakery =
                new VirtualBakery(clock, cloud, new VirtualEngine(clock, FunctionTable.packaged(), functions));
        BuilderBakery.request(bakery, "live");
        BuilderBakery.converge(bakery, Duration.ofMinutes(2));
        // It has to be stopped first.
        bakery.engine.runFor(SNAPSHOT.plusSeconds(60));
        assertThat(bakery.engine.published(EventType.SNAPSHOT_STARTED)).isEmpty();
        Image mine = cloud.cloud().imagesInFlight().get(0);
        if (heard) {
            bakery.engine.publish(News.of("image.update", mine, clock));
            bakery.engine.runFor(MOMENT);
        } else {
            bakery.sweep(2);
        }
        bakery.engine.runFor(Duration.ofMinutes(1));
        assertThat(ends).contains(EventType.IMAGE_PROMOTED).doesNotContain(EventType.BAKE_FAILED);
        assertThat(bakery.named()).extracting(Image::id).containsExactly(mine.id());
        assertThat(bakery.servers()).isEmpty();
        assertThat(bakery.open()).isEmpty();
    }

    @Test
    void anImageThatVanishesUnheardEndsTheBakeInTheSweep() {
        Story story = undisturbed();
        story.cloud.cloud().deleteImage(story.candidates().get(0).id());
        story.bakery.sweep(6);
        assertThat(story.ends).containsExactly(EventType.BAKE_FAILED);
        story.assertCurrent("vanished", story.first);
    }

    @Test
    void killedAtAnyCallAndDeliveredAgain() {
        for (int cut = 0; cut < CALLS; cut++) {
            Story story = killed(cut, false);
            String why = "cut at call " + cut;
            assertThat(story.ends).as(why).containsExactly(EventType.IMAGE_PROMOTED);
            Image newest = story.bakery.images().stream().max(Image.SENIORITY).orElseThrow();
            assertThat(newest.id()).as(why).isNotEqualTo(story.first.id());
            story.assertCurrent(why, newest);
        }
    }

    @Test
    void killedBeforeThePromotionAndNeverDeliveredAgain() {
        for (int cut = 0; cut < FIRST_WRITE; cut++) {
            Story story = killed(cut, true);
            String why = "cut at call " + cut;
            assertThat(story.ends).as(why).hasSize(cut < 2 ? 0 : 1);
            assertThat(story.bakery.named()).as(why).hasSize(1);
            assertThat(story.bakery.open()).as(why).isEmpty();
            assertThat(story.candidates()).as(why).isEmpty();
        }
    }

    private static Story killed(int cut, boolean forgetful) {
        Story story = new Story(cut, forgetful);
        story.meanwhile = () -> {
            throw new CutCloud.Killed();
        };
        story.bake().tell().bakery.sweep(3);
        // Whoever finds a claim that was not used waits until it is free, so the snapshot may be complete only now.
        story.tell().bakery.sweep(4);
        return story;
    }

    @ParameterizedTest
    @ValueSource(ints = {FIRST_WRITE, 5, 6, 7})
    void anotherProcessPromotesANewerImage(int cut) {
        Story story = new Story(cut, false);
        List<EventType> other = new ArrayList<>();
        story.bake();
        Image mine = story.candidates().get(0);
        story.meanwhile = () -> {
            VirtualBakery elsewhere = new VirtualBakery(
                    story.clock, story.cloud, story.engine(story.process(story.cloud.cloud(), false)));
            elsewhere.converged("node-02", "run-other");
            elsewhere.engine.runUntilQuiet(HOUR);
            other.addAll(story.ends);
        };
        story.tell().bakery.sweep(3);
        Image newest = story.bakery.images().stream().max(Image.SENIORITY).orElseThrow();
        assertThat(newest.id()).isNotEqualTo(mine.id());
        assertThat(other).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(story.ends).hasSize(2);
        story.assertCurrent("cut at call " + cut, newest);
    }

    @ParameterizedTest
    @ValueSource(ints = {FIRST_WRITE, 5, 6, 7})
    void anotherProcessRollsBackToTheImageThatHasToMakeRoom(int cut) {
        Story story = new Story(cut, false);
        story.bake();
        story.meanwhile = () -> story.elsewhere(
                "roll-back", new RollbackRequested("web", story.first.id(), null, "r", null, story.clock.instant()));
        story.tell().bakery.sweep(3);
        assertThat(story.ends).contains(EventType.IMAGE_ROLLED_BACK).hasSize(2);
        story.assertCurrent("cut at call " + cut, story.first);
    }

    @ParameterizedTest
    @ValueSource(ints = {FIRST_WRITE, 5, 6, 7})
    void anotherProcessRevokesTheImageThatIsBeingPromoted(int cut) {
        Story story = new Story(cut, false);
        story.bake();
        Image mine = story.candidates().get(0);
        story.meanwhile = () -> story.elsewhere(
                "revoke-image", new RevokeRequested(mine.id(), true, "it leaks", "v", null, story.clock.instant()));
        story.tell().bakery.sweep(3);
        assertThat(story.cloud.cloud().image(mine.id()).orElseThrow().isRevoked())
                .isTrue();
        story.assertCurrent("cut at call " + cut, story.first);
    }

    @ParameterizedTest
    @ValueSource(ints = {FIRST_WRITE, 5, 6, 7})
    void anotherProcessRevokesTheImageThatHasToMakeRoom(int cut) {
        Story story = new Story(cut, false);
        story.bake();
        Image mine = story.candidates().get(0);
        story.meanwhile = () -> story.elsewhere(
                "revoke-image",
                new RevokeRequested(story.first.id(), true, "it leaks", "v", null, story.clock.instant()));
        story.tell().bakery.sweep(3);
        assertThat(story.ends).contains(EventType.IMAGE_PROMOTED);
        assertThat(story.cloud.cloud().image(story.first.id()).orElseThrow().isRevoked())
                .isTrue();
        story.assertCurrent("cut at call " + cut, mine);
    }
}
