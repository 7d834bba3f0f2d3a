package io.bakehouse.simulation.seeded;

import io.bakehouse.practice.Fault;
import io.bakehouse.practice.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What goes wrong between the bakery and the cloud. Nothing does for others who use the cloud. */
final class CloudTroubles implements FaultRule {
    private static final int[] ERRORS = {500, 502, 503, 504};
    private static final int LONGEST_STALE_SECONDS = 20;
    private static final int LONGEST_WAIT_SECONDS = 90;

    /** Where an answer is lost, lists often lag as well: both come from a cloud that is overloaded. */
    private static final Duration LAG = Duration.ofSeconds(30);

    private static final int LAGGING = 12;

    /** No other step has as many lists to compare with each other. */
    private static final int SWEEPING = 2;

    /** Steps that few times make an image, which is a record: of a person's word, or of a command that was planned. */
    private static final Map<String, Integer> RECORDS = Map.of("promote-image", 4, "retire-images", 18);

    private final World world;
    /** Until when lists of servers lag more often. */
    private Instant lagsUntil = Instant.MIN;

    CloudTroubles(World world) {
        this.world = world;
    }

    @Override
    public Fault judge(Call call) {
        String step = world.step();
        if (step.isEmpty()) {
            return Fault.NONE;
        }
        Troubles troubles = world.troubles;
        if (troubles.strikes(Trouble.ERROR_BEFORE_EFFECT, step)) {
            return Fault.refused(ERRORS[troubles.draw(ERRORS.length)]);
        }
        if (troubles.strikes(Trouble.UNREACHABLE, step)) {
            return Fault.down();
        }
        if (troubles.strikes(Trouble.RATE_LIMIT, step)) {
            return Fault.refused(429);
        }
        if (troubles.strikes(Trouble.RATE_LIMIT_WITH_TIME, step)) {
            return Fault.refused(429, Duration.ofSeconds(1 + troubles.draw(LONGEST_WAIT_SECONDS)));
        }
        if (!call.template().contains("identity") && troubles.strikes(Trouble.TOKEN_EXPIRED, step)) {
            return Fault.tokenExpired();
        }
        return call.template().startsWith("GET ") ? read(call, step) : write(call, step);
    }

    private Fault read(Call call, String step) {
        boolean list = call.template().endsWith("/detail") || call.template().endsWith("/images");
        boolean lags = call.template().contains("compute/servers")
                && world.clock.instant().isBefore(lagsUntil);
        int factor = step.equals("sweep") ? SWEEPING : 1;
        if (list && world.troubles.strikes(Trouble.STALE_LIST, step, lags ? LAGGING : factor)) {
            Duration age = Duration.ofSeconds(1 + world.troubles.draw(LONGEST_STALE_SECONDS));
            world.outdated(age);
            return Fault.stale(age);
        }
        if (list && world.troubles.strikes(Trouble.SHORT_PAGE, step)) {
            return Fault.shortPage(1);
        }
        return Fault.NONE;
    }

    private Fault write(Call call, String step) {
        if (call.template().endsWith("/action") && world.troubles.strikes(Trouble.CONFLICT_LEAVES_IMAGE, step, 10)) {
            return Fault.orphaned();
        }
        boolean image = call.template().equals("POST image/v2/images")
                || call.template().endsWith("/action");
        if (image && world.troubles.strikes(Trouble.QUOTA_IMAGES, step, RECORDS.getOrDefault(step, 3))) {
            return Fault.refused(413);
        }
        if (!world.troubles.strikes(Trouble.NO_ANSWER_AFTER_EFFECT, step, 3)) {
            return Fault.NONE;
        }
        if (call.template().equals("POST compute/servers")) {
            lagsUntil = world.clock.instant().plus(LAG);
        }
        return Fault.answerLost();
    }
}
