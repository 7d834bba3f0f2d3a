package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.Closeable;
import java.net.URI;
import org.jclouds.openstack.keystone.auth.filters.AuthenticateRequest;
import org.jclouds.rest.annotations.BinderParam;
import org.jclouds.rest.annotations.EndpointParam;
import org.jclouds.rest.annotations.Headers;
import org.jclouds.rest.annotations.PATCH;
import org.jclouds.rest.annotations.RequestFilters;
import org.jclouds.rest.annotations.ResponseParser;

/** Image API v2, which jclouds has only as version 1. */
@RequestFilters(AuthenticateRequest.class)
@Headers(keys = "Accept", values = "application/json")
interface ImageApi extends Closeable {
    @Named("image:get")
    @GET
    @Path("/v2/images/{id}")
    @ResponseParser(ReadJson.class)
    JsonNode image(@EndpointParam URI glance, @PathParam("id") String id);

    @Named("image:list")
    @GET
    @Path("/v2/images")
    @ResponseParser(ReadJson.class)
    JsonNode images(@EndpointParam URI glance, Query query);

    @Named("image:create")
    @POST
    @Path("/v2/images")
    void create(@EndpointParam URI glance, @BinderParam(JsonBody.class) JsonNode body);

    @Named("image:update")
    @PATCH
    @Path("/v2/images/{id}")
    void update(
            @EndpointParam URI glance, @PathParam("id") String id, @BinderParam(JsonBody.Patch.class) JsonNode body);

    @Named("image:delete")
    @DELETE
    @Path("/v2/images/{id}")
    void delete(@EndpointParam URI glance, @PathParam("id") String id);
}
