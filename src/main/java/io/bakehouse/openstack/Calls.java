package io.bakehouse.openstack;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The API requests that a method of {@link Cloud} may make, each as {@code METHOD service/path}, with the service as it
 * is called in the catalog. {@code functions.yaml} and the access rules of application credentials follow from these.
 * Authentication is not listed.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Calls {
    String[] value();
}
