package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.BakeGiven.RECIPE;
import static io.bakehouse.function.BakeGiven.canary;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.platform.Callback;
import io.bakehouse.simulation.BuilderBakery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyImageTest {
    private static final Image CANDIDATE = candidate(ImageStatus.ACTIVE, Map.of());

    @Test
    void bootsACanaryOnceAndLooksAtTheOneThatIsThere() {
        Server canary = canary(ServerStatus.BUILD, Map.of());
        assertThat(decide(Optional.of(CANDIDATE))).isInstanceOf(VerifyImage.Decision.Boot.class);
        assertThat(decide(Optional.of(CANDIDATE), canary)).isEqualTo(new VerifyImage.Decision.Look(READY, canary, NOW));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageStatus.class,
            names = {"ACTIVE"},
            mode = EnumSource.Mode.EXCLUDE)
    void failsForAnImageThatCannotBeBooted(ImageStatus status) {
        VerifyImage.Decision.Fail fail = (VerifyImage.Decision.Fail) decide(Optional.of(candidate(status, Map.of())));
        assertThat(fail.words()).isEqualTo("the image is " + status + " and cannot be verified");
        assertThat(fail.delete()).isFalse();
    }

    @Test
    void failsForAnImageThatIsGone() {
        assertThat(((VerifyImage.Decision.Fail) decide(Optional.empty())).words())
                .isEqualTo("the image is gone and cannot be verified");
    }

    @ParameterizedTest
    @CsvSource({"verified, Pass", "current, Over", "previous, Over", "rejected, Over", "retired, Over"})
    void bootsNothingForAnImageThatWasJudged(String state, String outcome) {
        VerifyImage.Decision decision = decide(Optional.of(candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, state))));
        assertThat(decision.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void theCanaryKnowsAllThatIsNeededToJudgeItLater() {
        Callback callback = new Callback(Optional.of("http://b"), Optional.of("secret"));
        ServerSpec spec = Canaries.spec(READY, RECIPE, BuilderBakery.verification(), callback, NOW);
        assertThat(spec.image()).isEqualTo("i1");
        assertThat(spec.name()).isEqualTo(BAKE + "-canary");
        assertThat(spec.metadata()).containsEntry(Marks.ROLE, Marks.ROLE_CANARY);
        Server server = Given.server("s", spec.name(), ServerStatus.BUILD, NOW, spec.metadata());
        assertThat(Canaries.started(server, true))
                .contains(new CanaryStarted(
                        READY, NOW, NOW.plus(BuilderBakery.verification().deadline()), 0, true));
    }

    @ParameterizedTest
    @CsvSource({
        "bakehouse_image, ''",
        "bakehouse_deadline, soon",
        "bakehouse_deadline, ''",
        "bakehouse_snapshot_seconds, many",
        "bakehouse_snapshot_seconds, 99999999999"
    })
    void marksThatSomebodyHasOverwrittenAreNotGuessed(String mark, String value) {
        assertThat(Canaries.started(canary(ServerStatus.ACTIVE, Map.of(mark, value)), true))
                .isEmpty();
        assertThat(Canaries.look(canary(ServerStatus.ACTIVE, Map.of(mark, value)), "x"))
                .isEmpty();
    }

    private static VerifyImage.Decision decide(Optional<Image> image, Server... canaries) {
        return VerifyImage.decide(READY, RECIPE, image, List.of(canaries), NOW);
    }
}
