package io.bakehouse.simulation;

import io.bakehouse.openstack.Cloud;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A cloud that lets something happen before one call, and something else after each. */
public final class CutCloud {
    private CutCloud() {}

    /** The process is gone: nobody says so, and nothing that was to follow does. */
    public static final class Ended extends Error {
        private static final long serialVersionUID = 1L;

        public Ended() {
            super("the process has ended", null, false, false);
        }
    }

    /** The process is gone, and the queue notices. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Wraps the cloud.
     *
     * @param cut number of the call, from 0, before which {@code meanwhile} runs
     */
    static Cloud of(Cloud cloud, int cut, Runnable meanwhile, Runnable afterEach) {
        int[] calls = {0};
        return (Cloud) Proxy.newProxyInstance(
                Cloud.class.getClassLoader(), new Class<?>[] {Cloud.class}, (proxy, method, arguments) -> {
                    if (calls[0]++ == cut) {
                        meanwhile.run();
                    }
                    try {
                        Object answer = method.invoke(cloud, arguments);
                        afterEach.run();
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
