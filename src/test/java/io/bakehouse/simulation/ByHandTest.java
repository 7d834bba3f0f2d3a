package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.practice.PracticeProject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do by hand while a bake is under way: delete its images, approve and reject, keep look-alikes. */
class ByHandTest {
    private static final Recipe WITH_APPROVAL =
            BuilderBakery.recipe(BuilderBakery.builder(Duration.ZERO), Optional.of(BuilderBakery.verification()), true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    queued    | io.bakehouse.bake.failed
                    saving    | io.bakehouse.bake.failed
                    candidate | io.bakehouse.bake.failed
                    current   | io.bakehouse.image.promoted
                    """)
    void anImageThatIsDeletedByHandEndsItsBakeOnce(String state, String type) {
        CombinedStory story = CombinedStory.undisturbed().request();
        for (int i = 0; i < 3600 && !isInState(story, state); i++) {
            story.engine.runFor(Duration.ofSeconds(1));
            if (i % 60 == 0) {
                story.pass(0);
                story.report();
            }
        }
        assertThat(isInState(story, state)).isTrue();
        story.cloud.cloud().deleteImage(story.bakery.images().get(0).id());
        story.pass(120);
        assertThat(story.types()).as("%s", story.endings()).containsExactly(type);
        assertThat(story.bakery.images()).isEmpty();
        story.assertNothingIsLeft(state);
    }

    private static boolean isInState(CombinedStory story, String state) {
        return story.bakery.images().stream()
                .anyMatch(image -> image.status().name().equalsIgnoreCase(state)
                        || (image.has(Marks.STATE, state)
                                && image.status().name().equals("ACTIVE")));
    }

    @Test
    void anImageThatIsDeletedWhileItWaitsForAPersonEndsItsBakeOnce() {
        CombinedStory story = waiting();
        Image image = story.bakery.images().get(0);
        story.cloud.cloud().deleteImage(image.id());
        approve(story, image, true, "one");
        story.pass(60);
        assertThat(story.types()).containsExactly(EventType.APPROVAL_REQUESTED.wire(), EventType.BAKE_FAILED.wire());
        assertThat(story.endings().get(1).words()).contains("is gone and cannot be promoted");
        story.assertNothingIsLeft("approved too late");
    }

    @Test
    void andSoItDoesWhenNobodySaysAnything() {
        CombinedStory story = waiting();
        story.cloud.cloud().deleteImage(story.bakery.images().get(0).id());
        story.pass(60);
        assertThat(story.types()).containsExactly(EventType.APPROVAL_REQUESTED.wire(), EventType.BAKE_FAILED.wire());
        story.assertNothingIsLeft("nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, io.bakehouse.image.promoted",
        "false, false, io.bakehouse.image.rejected",
        "true, false, io.bakehouse.image.promoted",
        "false, true, io.bakehouse.image.rejected"
    })
    void theFirstWordOfAPersonCountsAndIsSaidOnce(boolean first, boolean second, String type) {
        CombinedStory story = waiting();
        Image image = story.bakery.images().get(0);
        approve(story, image, first, "one");
        approve(story, image, first, "one");
        story.pass(5);
        approve(story, image, second, "two");
        story.pass(60);
        assertThat(story.types()).containsExactly(EventType.APPROVAL_REQUESTED.wire(), type);
        assertThat(story.bakery.named()).hasSize(first ? 1 : 0);
        story.assertNothingIsLeft("approved");
    }

    @Test
    void lookAlikesAreNeverTouched() {
        CombinedStory story = CombinedStory.undisturbed().request().pass(1);
        Server builder = BuilderBakery.servers(story.bakery, Marks.ROLE_BUILDER).get(0);
        PracticeProject other = story.cloud.site().project("other");
        String foreign = story.cloud.addConvergedServer(other, builder.name(), builder.metadata());
        String named = story.cloud.addConvergedServer(builder.name());
        String canary = story.cloud.addConvergedServer(builder.name() + "-canary");
        String partly = story.cloud.addConvergedServer(
                story.cloud.site().project("demo"),
                builder.name(),
                Map.of(Marks.BAKE, builder.metadata().get(Marks.BAKE)));
        String image = story.cloud.addImage(other, builder.name(), "private", Map.of(Marks.ROLE, Marks.ROLE_IMAGE));
        String ours = story.cloud.addImage(
                story.cloud.site().project("demo"), builder.name(), "private", Map.of(Marks.FAMILY, "web"));
        story.cloud.faults().plant(builder.name() + "-canary", "failboot");
        story.pass(180);
        assertThat(story.types()).containsExactly(EventType.IMAGE_REJECTED.wire());
        assertThat(story.cloud.servers().get(other, foreign).view().isLeaving()).isFalse();
        assertThat(List.of(named, canary, partly))
                .allSatisfy(id -> assertThat(story.cloud.cloud().server(id)).isPresent());
        assertThat(story.cloud.images().get(other, image)).isNotNull();
        assertThat(story.cloud.cloud().image(ours)).isPresent();
        story.assertNothingIsLeft("look-alikes");
    }

    /** A verified image that a person is asked about. */
    private static CombinedStory waiting() {
        CombinedStory story =
                new CombinedStory(WITH_APPROVAL, UnaryOperator.identity(), UnaryOperator.identity()).request();
        story.pass(41);
        assertThat(story.types()).containsExactly(EventType.APPROVAL_REQUESTED.wire());
        return story;
    }

    private static void approve(CombinedStory story, Image image, boolean yes, String command) {
        ImageReady ready =
                new ImageReady("web", image.mark(Marks.BAKE).orElseThrow(), image.id(), story.clock.instant(), 300);
        ImageVerified said = new ImageVerified(ready, true, new ImageVerified.Verdict(yes, "ann", "because"));
        story.engine.publish(List.of(Event.of(EventType.IMAGE_VERIFIED, said, command, yes)));
    }
}
