package io.bakehouse.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.simulation.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudFaultsTest {
    private static final String CREATE = "POST compute/servers";
    private static final String LIST = "GET compute/servers/detail";

    private final VirtualClock clock = new VirtualClock();
    private final PracticeModel model = PracticeModel.usual(clock);
    private final PracticeCloud cloud = model.cloud();

    private CloudException create() {
        return catchThrowableOfType(
                CloudException.class, () -> cloud.createServers(TestServers.spec("web", model.baseImage()), 2));
    }

    private int count() {
        return cloud.servers(ServerQuery.ours()).size();
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "403, NOT_OURS",
        "404, GONE",
        "409, RETRY_LATER",
        "413, QUOTA",
        "429, RETRY_LATER",
        "500, UNKNOWN_OUTCOME",
        "503, RETRY_LATER",
        "504, UNKNOWN_OUTCOME"
    })
    void refusedCreatesHaveNoEffect(int status, Kind kind) {
        model.faults().next(CREATE, 1, Fault.refused(status));
        assertThat(create().kind()).isEqualTo(kind);
        assertThat(count()).isZero();
        assertThat(create()).isNull();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void refusedReadsMayBeRepeated() {
        model.faults().next(LIST, 1, Fault.refused(500));
        assertThat(catchThrowableOfType(CloudException.class, this::count).kind())
                .isEqualTo(Kind.RETRY_LATER);
        assertThat(count()).isZero();
    }

    @Test
    void lostAnswerIsAnUnknownOutcomeThatHappened() {
        model.faults().next(CREATE, 1, Fault.answerLost());
        assertThat(create().kind()).isEqualTo(Kind.UNKNOWN_OUTCOME);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void nobodyListeningIsNoUnknownOutcome() {
        model.faults().next(CREATE, 1, Fault.down());
        assertThat(create().kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(count()).isZero();
    }

    @Test
    void retryAfterArrives() {
        model.faults().next(CREATE, 1, Fault.refused(429, Duration.ofSeconds(30)));
        assertThat(create().retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void expiredTokenIsRenewedOnceUnseen() {
        count();
        model.calls().reset();
        model.faults().next(LIST, 1, Fault.tokenExpired());
        assertThat(count()).isZero();
        assertThat(model.calls().of("POST identity/v3/auth/tokens")).isEqualTo(1);
        assertThat(model.calls().of(LIST)).isEqualTo(2);
        model.faults().next(LIST, 2, Fault.tokenExpired());
        assertThat(catchThrowableOfType(CloudException.class, this::count).kind())
                .isEqualTo(Kind.NOT_OURS);
    }

    @Test
    void aTokenLastsAsLongAsItSays() {
        count();
        clock.pass(Duration.ofMinutes(59));
        count();
        assertThat(model.calls().of("POST identity/v3/auth/tokens")).isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        count();
        assertThat(model.calls().of("POST identity/v3/auth/tokens")).isEqualTo(2);
    }

    @Test
    void staleListLacksWhatIsNew() {
        create();
        clock.passSeconds(5);
        model.faults().next(LIST, 1, Fault.stale(Duration.ofSeconds(10)));
        assertThat(count()).isZero();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void shortPageLosesNothing() {
        cloud.createServers(TestServers.spec("web", model.baseImage()), 7);
        model.calls().reset();
        model.faults().next(LIST, 1, Fault.shortPage(3));
        assertThat(count()).isEqualTo(7);
        assertThat(model.calls().of(LIST)).isEqualTo(2);
    }

    @Test
    void aRuleCanCountAndSkip() {
        model.faults().add(FaultRule.counted("POST compute/*", 1, 1, Fault.refused(503)));
        assertThat(create()).isNull();
        assertThat(create()).isNotNull();
        assertThat(create()).isNull();
        model.faults().clear();
        model.faults().add(call -> call.number() == 5 ? Fault.down() : Fault.NONE);
        assertThat(create()).isNull();
        assertThat(create().kind()).isEqualTo(Kind.RETRY_LATER);
    }

    @Test
    void twoRunsOfOneSeedAreTheSame() {
        PracticeModel twin = PracticeModel.usual(new VirtualClock());
        assertThat(twin.addConvergedServer("a")).isEqualTo(model.addConvergedServer("a"));
        PracticeModel other = new PracticeModel(clock, PracticeTimes.usual(), "another");
        assertThat(other.addConvergedServer("a")).isNotEqualTo(twin.addConvergedServer("b"));
    }

    @Test
    void powerAndCrash() {
        String id = model.addConvergedServer("node");
        Look look = new Look(clock.instant(), clock.instant(), Look.PAGE, false);
        PracticeProject demo = model.site().project("demo");
        model.power().stop(demo, id, look);
        assertThat(catchThrowableOfType(Refusal.class, () -> model.power().stop(demo, id, look)))
                .hasMessageEndingWith("while it is in task_state powering-off");
        clock.passSeconds(1);
        assertThat(cloud.server(id).orElseThrow().status()).isEqualTo(io.bakehouse.model.ServerStatus.SHUTOFF);
        String image = cloud.createImage(id, "cold", java.util.Map.of());
        assertThat(cloud.image(image)).isPresent();
    }
}
