package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.RECIPE;
import static io.bakehouse.function.BakeGiven.REQUEST;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.platform.Callback;
import io.bakehouse.simulation.BuilderBakery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartBakeTest {
    private static final Callback CALLBACK = new Callback(Optional.of("http://b:8080/"), Optional.of("secret"));
    private static final Image BASE = base("base-1", ImageStatus.ACTIVE, false);

    @Test
    void bootsABuilderOnTheNewestUsableImageThatFits() {
        Image newer = BakeGiven.base("base-2", ImageStatus.ACTIVE, false, "c2", NOW.minusSeconds(5));
        Image withdrawn = base("base-3", ImageStatus.DEACTIVATED, false);
        Image other = Given.named(base("base-4", ImageStatus.ACTIVE, false), "other");
        BuilderBake bake = build(BASE, newer, withdrawn, other);
        assertThat(bake.base()).isEqualTo(newer);
        assertThat(bake.id()).matches("web-[0-9a-f]{12}").isEqualTo(build(BASE).id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DEACTIVATED | false | is DEACTIVATED and cannot be booted
                    QUEUED      | false | is QUEUED and cannot be booted
                    ACTIVE      | true  | is hidden: its owner has withdrawn it
                    """)
    void refusesABaseImageThatCannotBeUsed(ImageStatus status, boolean hidden, String words) {
        assertThat(refusal(Optional.of(RECIPE), CALLBACK, base("base-1", status, hidden)))
                .isEqualTo("the base image is missing: the newest image called 'base' " + words
                        + ". Name another one in builder.base");
    }

    @Test
    void refusesInWordsWhatCannotBeBuilt() {
        Recipe adopting = Given.recipe("web", "web-*");
        assertThat(refusal(Optional.empty(), CALLBACK, BASE)).isEqualTo("no recipe for the family 'web'");
        assertThat(refusal(Optional.of(adopting), CALLBACK, BASE)).contains("no section 'builder'");
        assertThat(refusal(Optional.of(RECIPE), CALLBACK))
                .contains("called 'base' does not exist, or this project may not see it");
        assertThat(refusal(Optional.of(RECIPE), new Callback(Optional.empty(), Optional.of("secret")), BASE))
                .contains("nobody has said how servers reach this bakery: set BAKEHOUSE_CALLBACK_URL")
                .doesNotContain("secret");
    }

    @Test
    void asksForAServerThatSaysEverythingAboutItselfFromItsFirstInstant() {
        BuilderBake bake = build(BASE);
        ServerSpec spec = bake.spec(CALLBACK);
        assertThat(spec.name()).isEqualTo(bake.id());
        assertThat(spec.image()).isEqualTo("base-1");
        assertThat(spec.metadata())
                .containsEntry(Marks.ROLE, Marks.ROLE_BUILDER)
                .containsEntry(Marks.FAMILY, "web")
                .containsEntry(Marks.BAKE, bake.id())
                .containsEntry(Marks.BASE, "base-1")
                .containsEntry(Marks.BASE_CHECKSUM, "sum")
                .containsEntry(Marks.DEADLINE, NOW.plus(BuilderBakery.DEADLINE).toString())
                .containsEntry("tier", "web");
        assertThat(spec.tags()).containsExactlyInAnyOrder("bakehouse", "bakehouse-bake", "bakehouse-bake-" + bake.id());
        String url = "http://b:8080/webhooks/puppet?token=" + CALLBACK.ticket(bake.id(), Marks.ROLE_BUILDER);
        assertThat(spec.userData()).isEqualTo("#cloud-config\nphone_home: {url: \"" + url + "\"}\n");
        assertThat(spec.metadata().values()).noneMatch(value -> value.contains("bake." + bake.id()));
    }

    @Test
    void theRecordOutlastsAllStepsTogetherAndTellsTheReason() {
        Map<String, String> record = build(BASE).record();
        Duration all = BuilderBakery.DEADLINE.plus(Duration.ofHours(1)).plus(Duration.ofMinutes(15));
        assertThat(record)
                .containsEntry(Marks.DEADLINE, NOW.plus(all).toString())
                .containsEntry(Marks.REASON, "somebody wants it")
                .containsEntry(Marks.CAUSE, "c-1")
                .containsEntry(Marks.STATE, Marks.STATE_OPEN);
    }

    @Test
    void looksForTheBuilderBeforeAnythingElseOfAClaimThatIsTaken() {
        Server builder = BakeGiven.builderServer(ServerStatus.BUILD, Map.of());
        assertThat(BuilderClaim.decide(build(BASE), new BuilderClaim(null, true, List.of(builder), false)))
                .isEqualTo(new BuilderClaim.Decision.UnderWay(build(BASE), builder));
    }

    @ParameterizedTest
    @CsvSource({"1, Later", "89, Later", "90, Boot", "359, Boot", "360, Over", "9000, Over"})
    void leavesAYoungClaimToItsHolderTakesAnOldOneOverAndNeverAVeryOldOne(int age, String outcome) {
        Image record = Given.record("r1", Map.of(Marks.BAKE, "web-1"), NOW.minusSeconds(age));
        BuilderClaim.Decision decision =
                BuilderClaim.decide(build(BASE), new BuilderClaim(record, false, List.of(), false));
        assertThat(decision.getClass().getSimpleName()).isEqualTo(outcome);
        if (decision instanceof BuilderClaim.Decision.Later later) {
            assertThat(later.pause()).isEqualTo(SnapshotClaim.LEASE.minusSeconds(age));
        }
    }

    @Test
    void bootsOnceTheClaimIsWonAndNothingForABakeThatHasEnded() {
        BuilderBake bake = build(BASE);
        Image failed = BakeGiven.record(Map.of(Marks.STATE, Marks.STATE_FAILED));
        assertThat(BuilderClaim.decide(bake, BuilderClaim.won())).isEqualTo(new BuilderClaim.Decision.Boot(bake));
        assertThat(BuilderClaim.decide(bake, new BuilderClaim(null, true, List.of(), false)))
                .isEqualTo(new BuilderClaim.Decision.Over());
        // Whoever wrote that down may have died before it could say so: seed 225.
        assertThat(BuilderClaim.decide(bake, new BuilderClaim(failed, false, List.of(), false)))
                .isEqualTo(new BuilderClaim.Decision.Ended(bake, failed));
    }

    @Test
    void refusesAPlanThatDoesNotFitAnyMoreButNotOnceItHasBegun() {
        BakeRequested planned = new BakeRequested("web", "c-1", "somebody wants it", "0123456789ab", NOW);
        Optional<Image> record = Optional.of(BakeGiven.record(Map.of()));
        assertThat(StartBake.decide(planned, seen(Optional.empty()), CALLBACK, NOW))
                .isInstanceOfSatisfying(
                        StartBake.Decision.Refuse.class,
                        refuse -> assertThat(refuse.words()).contains("0123456789ab does not fit any more"));
        assertThat(StartBake.decide(planned, seen(record), CALLBACK, NOW)).isInstanceOf(StartBake.Decision.Build.class);
    }

    private static StartBake.Seen seen(Optional<Image> record) {
        return new StartBake.Seen(Optional.of(RECIPE), List.of(BASE), List.of(), record);
    }

    private static BuilderBake build(Image... bases) {
        return ((StartBake.Decision.Build) decide(Optional.of(RECIPE), CALLBACK, bases)).bake();
    }

    private static String refusal(Optional<Recipe> recipe, Callback callback, Image... bases) {
        return ((StartBake.Decision.Refuse) decide(recipe, callback, bases)).words();
    }

    private static StartBake.Decision decide(Optional<Recipe> recipe, Callback callback, Image... bases) {
        return StartBake.decide(REQUEST, recipe, List.of(bases), callback, NOW);
    }

    private static Image base(String id, ImageStatus status, boolean hidden) {
        Instant createdAt = NOW.minusSeconds(9000);
        return BakeGiven.base(id, status, hidden, "sum", createdAt);
    }
}
