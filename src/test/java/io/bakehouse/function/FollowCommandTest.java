package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.Chats;
import io.bakehouse.model.CommandFollowed;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.view.BakeState;
import io.bakehouse.view.BakeView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When people are told of a bake, and when no more. */
class FollowCommandTest {
    private static final Instant ASKED = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // product, shown, posts, minutes since, state; told, looked at again
        "slack, '', 1, 1, REQUESTED, false, true",
        "slack, '', 1, 1, BUILDING, true, true",
        "slack, building, 2, 2, BUILDING, false, true",
        "slack, building, 2, 2, SNAPSHOT, true, true",
        "slack, snapshot, 3, 3, READY, false, true",
        "slack, snapshot, 3, 3, APPROVAL, true, true",
        "slack, approval, 4, 4, READY, false, true",
        "slack, approval, 4, 4, PROMOTED, true, false",
        "slack, snapshot, 2, 4, FAILED, true, false",
        "slack, approval, 4, 28, APPROVAL, true, false",
        "mattermost, '', 1, 1, SNAPSHOT, false, true",
        "mattermost, '', 1, 1, APPROVAL, true, true",
        "mattermost, approval, 2, 2, PROMOTED, true, false",
        "discord, snapshot, 2, 13, SNAPSHOT, true, false",
        "slack, '', 1, 1, , false, true",
        "slack, '', 1, 6, , true, false"
    })
    void tellsWhatIsNewAndEndsInTime(
            String product, String shown, int posts, int minutes, BakeState state, boolean told, boolean again) {
        ChatProduct chat =
                new Chats(Optional.empty(), Optional.empty()).named(product).orElseThrow();
        CommandRequested.Asker by = new CommandRequested.Asker(product, "t", "u", "c", "al");
        CommandFollowed followed = new CommandFollowed(by, "web-1", "cause", "s1.", shown, posts, 9, ASKED);
        FollowCommand.Decision decision = FollowCommand.decide(
                followed, Optional.ofNullable(state).map(FollowCommandTest::bake), chat.limits(), at(minutes));

        assertThat(decision.text().isPresent()).isEqualTo(told);
        assertThat(decision.next().isPresent()).isEqualTo(again);
        decision.next().ifPresent(next -> {
            CommandFollowed data = (CommandFollowed) next.data();
            assertThat(data.posts()).isEqualTo(posts + (told ? 1 : 0));
            assertThat(data.look()).isEqualTo(10);
            assertThat(data.shown()).isEqualTo(told ? state.word() : shown);
        });
    }

    @Test
    void looksBackOff() {
        assertThat(Follow.wait(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Follow.wait(1)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Follow.wait(1_000)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theNextLookIsPutOffByItsOwnNumber() {
        CommandRequested.Asker by = new CommandRequested.Asker("slack", "t", "u", "c", "al");
        CommandFollowed first = new CommandFollowed(by, "web-1", "cause", "s1.", "", 0, 1, ASKED);
        ChatProduct.Later limits = new Chats(Optional.empty(), Optional.empty())
                .named("slack")
                .orElseThrow()
                .limits();

        assertThat(FollowCommand.decide(first, Optional.empty(), limits, ASKED).next())
                .hasValueSatisfying(event -> assertThat(event.notBefore()).isEqualTo(ASKED.plus(Follow.wait(2))));
    }

    private static Instant at(int minutes) {
        return ASKED.plus(Duration.ofMinutes(minutes));
    }

    private static BakeView bake(BakeState state) {
        return new BakeView("web-1", "web", state, "words", null, null, null, null, null, null);
    }
}
