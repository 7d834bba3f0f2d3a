package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalTest {
    private static final ImageVerified.Verdict YES = new ImageVerified.Verdict(true, "ann", "");
    private static final ImageVerified.Verdict NO = new ImageVerified.Verdict(false, "ann", "too big");
    private static final Image VERIFIED = candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, Marks.STATE_VERIFIED));
    private static final Image ASKED = VERIFIED.marked(Map.of(Marks.APPROVE_UNTIL, NOW.toString()));

    @Test
    void asksOnceAndTellsAgainWhereTheRecipeWantsAPerson() {
        assertThat(decide(null, true, VERIFIED)).contains(new Approval.Ask(READY, NOW));
        assertThat(decide(null, true, candidate(ImageStatus.ACTIVE, Map.of()))).contains(new Approval.Ask(READY, NOW));
        assertThat(decide(null, true, ASKED)).contains(new Approval.Tell(READY, NOW.toString(), NOW));
    }

    @Test
    void letsThroughWhatNeedsNobodyOrIsApproved() {
        assertThat(decide(null, false, VERIFIED)).isEmpty();
        assertThat(decide(YES, true, ASKED)).isEmpty();
        assertThat(decide(YES, true, VERIFIED)).isEmpty();
    }

    @Test
    void aPersonsNoCountsWhetherOrNotTheRecipeAskedForIt() {
        assertThat(decide(NO, true, ASKED)).contains(new Approval.Reject(READY, "rejected by ann: too big", NOW));
        assertThat(decide(NO, false, VERIFIED)).isPresent();
        ImageVerified.Verdict curt = new ImageVerified.Verdict(false, "ann", null);
        assertThat(((Approval.Reject) decide(curt, true, ASKED).orElseThrow()).words())
                .isEqualTo("rejected by ann");
    }

    @ParameterizedTest
    @CsvSource({"current", "previous", "retired"})
    void thereIsNothingToApproveAboutAnImageThatWasDealtWith(String state) {
        Image settled = candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, state));
        assertThat(decide(NO, true, settled)).isEmpty();
        assertThat(decide(YES, true, settled)).isEmpty();
        assertThat(decide(null, true, settled)).isEmpty();
        assertThat(CandidateImage.isPending(settled)).isFalse();
    }

    /** Seed 295: whoever wrote the rejection down got no answer, and the second delivery told nobody. */
    @Test
    void aRejectionThatWasWrittenDownIsToldByTheNextDelivery() {
        Image rejected = candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, Marks.STATE_REJECTED));
        assertThat(decide(NO, true, rejected).orElseThrow()).isInstanceOf(Approval.Reject.class);
        assertThat(decide(YES, true, rejected)).isEmpty();
        assertThat(decide(null, true, rejected)).isEmpty();
    }

    @Test
    void anImageThatIsGoneOrAStrangersIsForThePromotionToSay() {
        Image stranger = ASKED.marked(Map.of("instance_uuid", "another"));
        assertThat(decide(NO, true)).isEmpty();
        assertThat(decide(NO, true, stranger)).isEmpty();
    }

    private static Optional<PromoteImage.Decision> decide(
            ImageVerified.Verdict verdict, boolean approval, Image... family) {
        return Approval.decide(new ImageVerified(READY, true, verdict), approval, List.of(family), NOW);
    }
}
