package io.bakehouse.openstack.jclouds;

import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jclouds.openstack.keystone.catalog.ServiceEndpoint;

/** Finds a service's URL in the catalog. */
final class Endpoints {
    private static final Pattern VERSION_3 = Pattern.compile("/v3(/|$)");

    private Endpoints() {}

    /** The region to work in: the configured one, or the only one that has Nova. */
    static String region(CloudConfig config, List<ServiceEndpoint> catalog) {
        SortedSet<String> regions = catalog.stream()
                .filter(endpoint -> endpoint.type().equals("compute"))
                .map(ServiceEndpoint::regionId)
                .collect(Collectors.toCollection(TreeSet::new));
        if (config.region().isPresent()) {
            String wanted = config.region().get();
            if (!regions.contains(wanted)) {
                throw wrong("the cloud has no Nova in region '" + wanted + "', only in " + regions);
            }
            return wanted;
        }
        if (regions.size() != 1) {
            throw wrong(
                    regions.isEmpty()
                            ? "the catalog for this project has no Nova"
                            : "the cloud has several regions: set OS_REGION_NAME, or region_name in clouds.yaml, to one of "
                                    + regions);
        }
        return regions.first();
    }

    /**
     * The URL of a service without its version, except Nova's, whose version belongs to it.
     *
     * @param type as in the catalog: compute, image, network
     */
    static URI of(String type, CloudConfig config, List<ServiceEndpoint> catalog) {
        String base = find(type, config, catalog)
                .orElseThrow(() -> wrong("the catalog has no " + wanted(config) + " URL of type " + type + " in "
                        + region(config, catalog)));
        return URI.create(type.equals("compute") ? base : base.replaceFirst("/v2(\\.\\d+)?$", ""));
    }

    /**
     * The URL of Cinder, version 3, with the project in it; empty when the cloud has none. Source: service types
     * authority: {@code block-storage} is the name, {@code volumev3} the one that most clouds still use.
     */
    static Optional<URI> ofVolumes(CloudConfig config, List<ServiceEndpoint> catalog, String project) {
        return find("block-storage", config, catalog)
                .or(() -> find("volumev3", config, catalog))
                .map(base -> VERSION_3.matcher(base).find() ? base : base + "/v3")
                .map(base -> URI.create(base.endsWith("/v3") ? base + "/" + project : base));
    }

    private static Optional<String> find(String type, CloudConfig config, List<ServiceEndpoint> catalog) {
        String region = region(config, catalog);
        ServiceEndpoint.Interface wanted = wanted(config);
        return catalog.stream()
                .filter(endpoint -> endpoint.type().equals(type))
                .filter(endpoint -> region.equals(endpoint.regionId()))
                .filter(endpoint -> endpoint.iface() == wanted)
                .map(endpoint -> endpoint.url().toString().replaceFirst("/+$", ""))
                .findFirst();
    }

    private static ServiceEndpoint.Interface wanted(CloudConfig config) {
        return config.endpoints() == CloudConfig.Endpoints.INTERNAL
                ? ServiceEndpoint.Interface.INTERNAL
                : ServiceEndpoint.Interface.PUBLIC;
    }

    private static CloudException wrong(String words) {
        return new CloudException(CloudException.Kind.BAD_REQUEST, words);
    }
}
