package io.bakehouse.openstack.jclouds;

import com.google.common.reflect.Invokable;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jclouds.http.HttpRequest;
import org.jclouds.openstack.nova.v2_0.features.FlavorApi;
import org.jclouds.openstack.nova.v2_0.features.ServerApi;
import org.jclouds.rest.internal.GeneratedHttpRequest;

/** Tells which call of an API a request is, without the ids and the query in it. */
final class PathTemplate {
    private static final Map<Class<?>, String> SERVICES = Map.of(
            TokenApi.class, "identity/v3",
            ComputeApi.class, "compute",
            ServerApi.class, "compute",
            FlavorApi.class, "compute",
            ImageApi.class, "image",
            NetworkApi.class, "network",
            VolumeApi.class, "volume");

    private PathTemplate() {}

    /** Service and path template, such as {@code compute/servers/{id}}. */
    static String of(HttpRequest request) {
        if (!(request instanceof GeneratedHttpRequest generated)) {
            return "unknown";
        }
        Invokable<?, ?> method = generated.getInvocation().getInvokable();
        Class<?> api = method.getOwnerType().getRawType();
        return SERVICES.getOrDefault(api, api.getSimpleName())
                + path(api.getAnnotation(Path.class))
                + path(method.getAnnotation(Path.class));
    }

    private static String path(Path path) {
        return path == null ? "" : path.value();
    }
}
