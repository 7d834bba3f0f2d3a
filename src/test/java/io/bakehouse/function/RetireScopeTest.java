package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Retention;
import io.bakehouse.simulation.BuilderBakery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose images are retired, in which order, and which something still needs. */
class RetireScopeTest {
    private static final Retention NONE = new Retention(Optional.of(0), Optional.empty(), Duration.ofDays(1));

    @Test
    void onlyTheFamilyThatWasAskedForAndTheLowestRankFirst() {
        Image promotedTwice = image("i1", 9, Map.of(Marks.RANK, NOW.toString()));
        Image other = image("i9", 5, Map.of(Marks.FAMILY, "db"));
        Recipes recipes = new Recipes(List.of(recipe("web", Optional.empty()), recipe("db", Optional.empty())));

        assertThat(due(recipes, Optional.of("web"), promotedTwice, image("i2", 3, Map.of()), other))
                .containsExactly("i2", "i1");
        assertThat(due(recipes, Optional.empty(), promotedTwice, image("i2", 3, Map.of()), other))
                .containsExactly("i9", "i2", "i1");
    }

    @Test
    void notWhatAVerifiedImageOrACommandUnderWayCameFrom() {
        Recipes recipes = new Recipes(List.of(recipe("web", Optional.empty())));
        Image verified = image("i5", 1, Map.of(Marks.STATE, Marks.STATE_VERIFIED, Marks.BASE, "i1"));
        Image rollback = Given.record("r", Map.of(Marks.COMMAND, "rollback", Marks.BEFORE, "i2"), NOW);
        Image over = Given.record("q", Map.of(Marks.STATE, Marks.STATE_READY, Marks.BEFORE, "i3"), NOW);

        assertThat(due(
                        recipes,
                        Optional.empty(),
                        image("i1", 9, Map.of()),
                        image("i2", 8, Map.of()),
                        image("i3", 7, Map.of()),
                        verified,
                        rollback,
                        over))
                .containsExactly("i3");
    }

    @Test
    void notWhatARecipeBuildsOnByItsId() {
        Recipes recipes = new Recipes(List.of(recipe("web", Optional.of("i1"))));

        assertThat(due(recipes, Optional.empty(), image("i1", 9, Map.of()), image("i2", 8, Map.of())))
                .containsExactly("i2");
    }

    private static List<String> due(Recipes recipes, Optional<String> family, Image... images) {
        Retirement.Sight seen = new Retirement.Sight(List.of(images), List.of(), List.of(), List.of());
        return Retirement.of(recipes, family, seen, NOW).hide().stream()
                .map(Image::id)
                .toList();
    }

    private static Recipe recipe(String family, Optional<String> base) {
        Recipe usual = Given.recipe(family);
        Builder builder = BuilderBakery.builder(Duration.ZERO);
        BaseImage image = new BaseImage(base, Optional.empty(), Optional.empty(), Map.of());
        return new Recipe(
                family,
                usual.revision(),
                usual.description(),
                usual.adopt(),
                usual.snapshot(),
                usual.batch(),
                base.map(id -> new Builder(
                        image,
                        builder.server(),
                        builder.sender(),
                        builder.volumeGb(),
                        builder.stopFirst(),
                        builder.expected(),
                        builder.deadline(),
                        builder.keepFor())),
                Optional.empty(),
                false,
                NONE,
                Optional.empty());
    }

    private static Image image(String id, int daysAgo, Map<String, String> more) {
        Instant then = NOW.minus(Duration.ofDays(daysAgo));
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.STATE, Marks.STATE_PREVIOUS, Marks.PROMOTED_AT, then.toString()));
        marks.putAll(more);
        return Given.image(id, "web-" + id, ImageStatus.ACTIVE, marks, then);
    }
}
