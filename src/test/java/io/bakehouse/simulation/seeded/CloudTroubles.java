package io.bakehouse.simulation.seeded;

import io.bakehouse.practice.Fault;
import io.bakehouse.practice.FaultRule;
import java.time.Duration;

/** What goes wrong between the bakery and the cloud. Nothing does for others who use the cloud. */
final class CloudTroubles implements FaultRule {
    private static final int[] ERRORS = {500, 502, 503, 504};
    private static final int LONGEST_STALE_SECONDS = 20;
    private static final int LONGEST_WAIT_SECONDS = 90;

    private final World world;

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
        if (list && world.troubles.strikes(Trouble.STALE_LIST, step)) {
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
        if (image && world.troubles.strikes(Trouble.QUOTA_IMAGES, step, 3)) {
            return Fault.refused(413);
        }
        return world.troubles.strikes(Trouble.NO_ANSWER_AFTER_EFFECT, step, 3) ? Fault.answerLost() : Fault.NONE;
    }
}
