package io.bakehouse.openstack.jclouds;

import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudException;
import java.net.URI;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jclouds.openstack.keystone.catalog.ServiceEndpoint;

/** Finds a service's URL in the catalog. */
final class Endpoints {
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
        String region = region(config, catalog);
        ServiceEndpoint.Interface wanted = config.endpoints() == CloudConfig.Endpoints.INTERNAL
                ? ServiceEndpoint.Interface.INTERNAL
                : ServiceEndpoint.Interface.PUBLIC;
        String url = catalog.stream()
                .filter(endpoint -> endpoint.type().equals(type))
                .filter(endpoint -> region.equals(endpoint.regionId()))
                .filter(endpoint -> endpoint.iface() == wanted)
                .map(endpoint -> endpoint.url().toString())
                .findFirst()
                .orElseThrow(() -> wrong("the catalog has no " + wanted + " URL of type " + type + " in " + region));
        String base = url.replaceFirst("/+$", "");
        return URI.create(type.equals("compute") ? base : base.replaceFirst("/v2(\\.\\d+)?$", ""));
    }

    private static CloudException wrong(String words) {
        return new CloudException(CloudException.Kind.BAD_REQUEST, words);
    }
}
