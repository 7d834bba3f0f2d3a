package io.bakehouse.openstack.jclouds;

import java.util.Map;
import org.jclouds.http.options.BaseHttpRequestOptions;

/** Query parameters of a list, some of which are named only at run time. */
final class Query extends BaseHttpRequestOptions {
    /** Adds one; null leaves it out. */
    Query with(String name, String value) {
        if (value != null) {
            queryParameters.put(name, value);
        }
        return this;
    }

    Query with(Map<String, String> all) {
        all.forEach(this::with);
        return this;
    }
}
