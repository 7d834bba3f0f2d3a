package io.bakehouse.simulation.seeded;

import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.simulation.CutCloud;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The cloud as one process sees it: time passes while it asks, others act in between, and it may end at every call. */
final class DisturbedCloud {
    private static final int LONGEST_CALL_MILLIS = 400;
    private static final Pattern CHANGES = Pattern.compile("(create|update|delete|mark|stop).*");

    private DisturbedCloud() {}

    static Cloud of(Cloud cloud, World world) {
        return (Cloud) Proxy.newProxyInstance(
                Cloud.class.getClassLoader(), new Class<?>[] {Cloud.class}, (proxy, method, arguments) -> {
                    if (method.getReturnType() == java.util.Optional.class
                            && method.getName().equals("familyJustSeen")) {
                        return java.util.Optional.empty();
                    }
                    String step = world.step();
                    if (step.isEmpty()) {
                        return method.invoke(cloud, arguments);
                    }
                    world.clock.pass(Duration.ofMillis(1 + world.below(LONGEST_CALL_MILLIS, step)));
                    world.others(step);
                    String call = method.getName();
                    if (world.troubles.strikes(Trouble.CRASH_BEFORE_CALL, step)) {
                        world.trace.add(world.clock.instant(), step, "ends before " + call);
                        throw new CutCloud.Ended();
                    }
                    Object answer;
                    try {
                        world.marking.asked(step, call, arguments);
                        world.promises.changing(arguments);
                        world.naming.asked(call, arguments);
                        Secrets.checkMarks(arguments);
                        world.creations.asked(world.depth(), call, arguments);
                        if (world.isOutdated()) {
                            world.creations.excuse(call, arguments);
                        }
                        world.mishaps.before(step, call, arguments);
                        answer = method.invoke(cloud, arguments);
                        world.marking.answered(call, answer);
                        world.creations.looked(world.depth(), call);
                        world.naming.answered(call, world.age());
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof CloudException failure) {
                            world.trace.add(world.clock.instant(), step, call + ": " + failure.kind());
                            world.creations.failed(call, arguments, failure);
                            world.marking.failed(call, arguments, failure);
                            if (failure.kind() == CloudException.Kind.UNKNOWN_OUTCOME) {
                                world.bounds.check();
                            }
                            throw Secrets.leaking(failure);
                        }
                        throw e.getCause();
                    } finally {
                        world.mishaps.after();
                    }
                    world.trace.add(world.clock.instant(), step, call);
                    world.trace.tell(world.clock.instant(), () -> "    " + Arrays.deepToString(arguments));
                    if (CHANGES.matcher(call).matches()) {
                        world.bounds.check();
                        world.promises.changed(arguments);
                        if (arguments[0] instanceof ServerSpec spec) {
                            world.bounds.made(spec);
                        }
                    }
                    if (world.troubles.strikes(Trouble.CRASH_AFTER_CALL, step)) {
                        world.trace.add(world.clock.instant(), step, "ends after " + call);
                        throw new CutCloud.Ended();
                    }
                    return answer;
                });
    }
}
