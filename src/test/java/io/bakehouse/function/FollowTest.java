package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.chat.ChatText;
import io.bakehouse.model.CommandFollowed;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.view.BakeState;
import io.bakehouse.view.BakeView;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people in a chat are shown of a bake, and what they can do about it there. */
class FollowTest {
    private static final CommandFollowed FOLLOWED = new CommandFollowed(
            new CommandRequested.Asker("slack", "t", "u", "c", "al"), "web-1", "cause", "s1.", "", 0, 1, NOW);

    @ParameterizedTest
    @CsvSource({
        "BUILDING, ''",
        "APPROVAL, approve bake=web-1 reject bake=web-1",
        "PROMOTED, rollback family=web",
        "FAILED, ''"
    })
    void theButtonsAreWhatCanBeDoneNow(BakeState state, String lines) {
        assertThat(String.join(
                        " ",
                        Follow.of(FOLLOWED, bake(state)).buttons().stream()
                                .map(ChatText.Button::line)
                                .toList()))
                .isEqualTo(lines);
    }

    @Test
    void theLastWordSaysSoUnlessAllIsOver() {
        assertThat(Follow.last(FOLLOWED, Optional.of(bake(BakeState.SNAPSHOT))).lines())
                .last()
                .asString()
                .contains("takes no more news", "status web-1");
        assertThat(Follow.last(FOLLOWED, Optional.of(bake(BakeState.FAILED))))
                .isEqualTo(Follow.of(FOLLOWED, bake(BakeState.FAILED)));
        assertThat(Follow.last(FOLLOWED, Optional.empty()).lines())
                .singleElement()
                .asString()
                .contains("there is no trace of it");
    }

    private static BakeView bake(BakeState state) {
        return new BakeView("web-1", "web", state, "words", null, null, null, null, null, null);
    }
}
