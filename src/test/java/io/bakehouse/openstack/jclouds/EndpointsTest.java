package io.bakehouse.openstack.jclouds;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.openstack.CloudConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jclouds.openstack.keystone.catalog.ServiceEndpoint;
import org.jclouds.openstack.keystone.catalog.ServiceEndpoint.Interface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cinder's URL, as the catalogs of this world have it. */
class EndpointsTest {
    private static ServiceEndpoint endpoint(String type, String url) {
        return ServiceEndpoint.builder()
                .type(type)
                .iface(Interface.PUBLIC)
                .regionId("R1")
                .url(URI.create(url))
                .build();
    }

    private static Optional<URI> volumes(ServiceEndpoint... more) {
        List<ServiceEndpoint> catalog = new ArrayList<>(List.of(more));
        catalog.add(endpoint("compute", "http://nova/v2.1"));
        try (TinyCloud tiny = new TinyCloud()) {
            CloudConfig config = tiny.config(TinyCloud.PASSWORD);
            return Endpoints.ofVolumes(config, catalog, "p1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "volumev3,      http://cinder:8776/v3/p1,   http://cinder:8776/v3/p1",
        "volumev3,      http://host/volume/v3/p1/,  http://host/volume/v3/p1",
        "volumev3,      http://cinder:8776/v3,      http://cinder:8776/v3/p1",
        "block-storage, http://host/volume/v3/,     http://host/volume/v3/p1",
        "block-storage, http://host/volume,         http://host/volume/v3/p1"
    })
    void oneUrlWithVersionAndProject(String type, String inCatalog, String url) {
        assertThat(volumes(endpoint(type, inCatalog))).contains(URI.create(url));
    }

    @Test
    void theNameGoesBeforeTheOldOne() {
        assertThat(volumes(endpoint("volumev3", "http://old/v3/p1"), endpoint("block-storage", "http://new/v3/p1")))
                .contains(URI.create("http://new/v3/p1"));
    }

    @Test
    void versionTwoIsNone() {
        assertThat(volumes(endpoint("volumev2", "http://cinder/v2/p1"), endpoint("volume", "http://cinder/v1/p1")))
                .isEmpty();
    }
}
