package io.bakehouse.engine;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.runtime.BeanContainer;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;

/**
 * Where Funqy finds the instances of the functions. Its own bindings are handed Quarkus' container at build time, which
 * is of no use to a binding that is no extension; this one asks the running container.
 */
final class FunqyBeans implements BeanContainer {
    @Override
    public <T> T beanInstance(Class<T> type, Annotation... qualifiers) {
        return Arc.container().instance(type, qualifiers).get();
    }

    @Override
    public <T> Factory<T> beanInstanceFactory(Class<T> type, Annotation... qualifiers) {
        return () -> () -> beanInstance(type, qualifiers);
    }

    @Override
    public <T> Factory<T> beanInstanceFactory(Supplier<Factory<T>> otherwise, Class<T> type, Annotation... qualifiers) {
        return Arc.container().select(type, qualifiers).isResolvable()
                ? beanInstanceFactory(type, qualifiers)
                : otherwise.get();
    }

    @Override
    public ManagedContext requestContext() {
        return Arc.container().requestContext();
    }
}
