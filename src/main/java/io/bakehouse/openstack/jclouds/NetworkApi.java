package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.Closeable;
import java.net.URI;
import org.jclouds.openstack.keystone.auth.filters.AuthenticateRequest;
import org.jclouds.rest.annotations.EndpointParam;
import org.jclouds.rest.annotations.Headers;
import org.jclouds.rest.annotations.RequestFilters;
import org.jclouds.rest.annotations.ResponseParser;

/** The one call of the Networking API that is needed: which id a network's name means. */
@RequestFilters(AuthenticateRequest.class)
@Headers(keys = "Accept", values = "application/json")
interface NetworkApi extends Closeable {
    @Named("network:list")
    @GET
    @Path("/v2.0/networks")
    @ResponseParser(ReadJson.class)
    JsonNode networks(@EndpointParam URI neutron, Query query);
}
