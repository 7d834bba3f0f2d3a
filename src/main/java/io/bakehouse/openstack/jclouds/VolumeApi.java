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
import org.jclouds.rest.annotations.RequestFilters;
import org.jclouds.rest.annotations.ResponseParser;

/** Block Storage API v3, as far as volumes that Nova made have to be looked after; its first microversion will do. */
@RequestFilters(AuthenticateRequest.class)
@Headers(keys = "Accept", values = "application/json")
interface VolumeApi extends Closeable {
    @Named("volume:list")
    @GET
    @Path("/volumes/detail")
    @ResponseParser(ReadJson.class)
    JsonNode volumes(@EndpointParam URI cinder, Query query);

    @Named("volumesnapshot:list")
    @GET
    @Path("/snapshots/detail")
    @ResponseParser(ReadJson.class)
    JsonNode snapshots(@EndpointParam URI cinder, Query query);

    @Named("volume:mark")
    @POST
    @Path("/volumes/{id}/metadata")
    void mark(@EndpointParam URI cinder, @PathParam("id") String id, @BinderParam(JsonBody.class) JsonNode body);

    @Named("volumesnapshot:mark")
    @POST
    @Path("/snapshots/{id}/metadata")
    void markSnapshot(
            @EndpointParam URI cinder, @PathParam("id") String id, @BinderParam(JsonBody.class) JsonNode body);

    @Named("volume:delete")
    @DELETE
    @Path("/volumes/{id}")
    void delete(@EndpointParam URI cinder, @PathParam("id") String id);

    @Named("volumesnapshot:delete")
    @DELETE
    @Path("/snapshots/{id}")
    void deleteSnapshot(@EndpointParam URI cinder, @PathParam("id") String id);
}
