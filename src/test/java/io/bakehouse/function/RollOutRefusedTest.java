package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rollouts are not begun, and why. */
class RollOutRefusedTest extends RolloutGiven {
    private static final Image NEW = Given.image("new", "web-1", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW);

    @Test
    void withoutASectionThatSaysHowToBoot() {
        assertThat(words(ask(null, null, Optional.empty(), List.of(NEW), old(4))))
                .contains("'web' has no section 'batch'");
    }

    @Test
    void withoutAnImageToRollOut() {
        assertThat(words(ask(null, null, RECIPE, List.of(), old(4)))).contains("has no current image");
        assertThat(words(ask("i7", null, RECIPE, List.of(NEW), old(4)))).contains("has no image i7");
        assertThat(ask("new", null, RECIPE, List.of(NEW), old(4))).isInstanceOf(RolloutClaim.Claim.class);
    }

    @Test
    void underAnotherPlan() {
        String hash = ask(null, null, RECIPE, List.of(NEW), old(4)).plan().hash();

        assertThat(ask(null, hash, RECIPE, List.of(NEW), old(4))).isInstanceOf(RolloutClaim.Claim.class);
        assertThat(words(ask(null, hash, RECIPE, List.of(NEW), old(3)))).contains("does not fit any more");
    }

    @Test
    void whenAllServersAreOfTheImageAlready() {
        List<Server> servers = List.of(
                server("s1", "web-b", "new", ServerStatus.ACTIVE, 90, Map.of()),
                server("s2", "web-b", "new", ServerStatus.ACTIVE, 80, Map.of()));
        RolloutClaim.Refuse done = (RolloutClaim.Refuse) ask(null, null, RECIPE, List.of(NEW), servers);

        assertThat(done.type()).isEqualTo(EventType.ROLLOUT_FINISHED);
        assertThat(done.count()).isEqualTo(2);
    }

    private static RolloutClaim ask(
            String image, String plan, Optional<Recipe.Batch> recipe, List<Image> images, List<Server> servers) {
        RolloutRequested request = new RolloutRequested("web", "web-r", image, "deploy", plan, NOW);
        return RollOut.decide(request, new RollOut.Seen(recipe, images, servers, List.of(), PLENTY), NOW);
    }

    private static String words(RolloutClaim claim) {
        RolloutClaim.Refuse refuse = (RolloutClaim.Refuse) claim;
        assertThat(refuse.type()).isEqualTo(EventType.ROLLOUT_FAILED);
        return refuse.words();
    }
}
