package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a request for a rollout. */
class RollOutTest extends RolloutGiven {
    @Test
    void aRequestIsClaimedWithTheNumberOfServersThatThereAre() {
        RolloutClaim.Claim claim = (RolloutClaim.Claim) request(old(4), List.of(), PLENTY);
        assertThat(claim.marks())
                .containsEntry(Marks.COUNT, "4")
                .containsEntry(Marks.IMAGE, "new")
                .containsEntry(Marks.SURGE, "1")
                .containsEntry(Marks.STATE, Marks.STATE_OPEN);
        // Four waves of one, and one deadline more.
        assertThat(claim.marks())
                .containsEntry(Marks.DEADLINE, NOW.plus(Duration.ofMinutes(75)).toString());
    }

    @Test
    void aRequestIsRefusedWhenItsPlaceIsTaken() {
        Image batch = Given.record("r9", Map.of(Marks.BATCH, "web-b9"), NOW.minusSeconds(5));
        RolloutClaim.Refuse refuse = (RolloutClaim.Refuse) request(old(4), List.of(batch), PLENTY);
        assertThat(refuse.words())
                .isEqualTo("the batch web-b9 of the family is under way: ask again when it has ended");
        assertThat(request(old(4), List.of(open()), PLENTY)).isInstanceOf(RolloutClaim.Begin.class);
        RolloutClaim.Refuse none = (RolloutClaim.Refuse) request(List.of(), List.of(), PLENTY);
        assertThat(none.words()).contains("has no servers and its recipe's batch.count is 0");
    }

    @Test
    void ofTwoClaimsInOneSecondBothGiveWayAndElseTheLater() {
        Image other = Given.record("r9", Map.of(Marks.BATCH, "web-r9", Marks.ROLLOUT, "web-r9"), NOW.minusSeconds(60));
        assertThat(RolloutRecords.rival(List.of(open(), other), "web-r")).contains(other);
        Image later = Given.record("r9", Map.of(Marks.BATCH, "web-r9", Marks.ROLLOUT, "web-r9"), NOW.minusSeconds(59));
        assertThat(RolloutRecords.rival(List.of(open(), later), "web-r")).isEmpty();
    }
}
