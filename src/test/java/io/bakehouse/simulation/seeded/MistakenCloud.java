package io.bakehouse.simulation.seeded;

import io.bakehouse.openstack.Cloud;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cloud as a bakery with a {@link Bug} uses it. */
final class MistakenCloud {
    /** No two of them share a name. */
    private static final Map<String, Method> METHODS =
            Arrays.stream(Cloud.class.getMethods()).collect(Collectors.toMap(Method::getName, Function.identity()));

    private MistakenCloud() {}

    static Cloud of(Cloud cloud, World world) {
        if (world.bug == Bug.NONE) {
            return cloud;
        }
        Bug.Real real = (name, arguments) -> call(cloud, name, arguments);
        return (Cloud) Proxy.newProxyInstance(
                Cloud.class.getClassLoader(),
                new Class<?>[] {Cloud.class},
                (proxy, method, arguments) -> world.bug.call().make(world.step(), method.getName(), arguments, real));
    }

    private static Object call(Cloud cloud, String name, Object... arguments) throws Throwable {
        try {
            return METHODS.get(name).invoke(cloud, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
