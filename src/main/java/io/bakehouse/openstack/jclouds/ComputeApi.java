package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
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

/**
 * What jclouds lacks of the Compute API. One microversion serves all of it, Pike's (2017): image_id in the answer to
 * createImage (2.45), networks auto and none (2.37), tags on servers (2.26) and in the create call (2.52).
 */
@RequestFilters(AuthenticateRequest.class)
@Headers(
        keys = {"OpenStack-API-Version", "Accept"},
        values = {"compute 2.52", "application/json"})
interface ComputeApi extends Closeable {
    @Named("server:get")
    @GET
    @Path("/servers/{id}")
    @ResponseParser(ReadJson.class)
    JsonNode server(@EndpointParam URI compute, @PathParam("id") String id);

    @Named("server:list")
    @GET
    @Path("/servers/detail")
    @ResponseParser(ReadJson.class)
    JsonNode servers(@EndpointParam URI compute, Query query);

    @Named("server:create")
    @POST
    @Path("/servers")
    void createServers(@EndpointParam URI compute, @BinderParam(JsonBody.class) JsonNode body);

    @Named("server:mark")
    @POST
    @Path("/servers/{id}/metadata")
    void addMetadata(
            @EndpointParam URI compute, @PathParam("id") String id, @BinderParam(JsonBody.class) JsonNode body);

    @Named("server:createImage")
    @POST
    @Path("/servers/{id}/action")
    @ResponseParser(ReadImageId.class)
    String createImage(
            @EndpointParam URI compute, @PathParam("id") String id, @BinderParam(JsonBody.class) JsonNode body);

    @Named("server:stop")
    @POST
    @Path("/servers/{id}/action")
    void act(@EndpointParam URI compute, @PathParam("id") String id, @BinderParam(JsonBody.class) JsonNode body);

    @Named("server:actions")
    @GET
    @Path("/servers/{id}/os-instance-actions")
    @ResponseParser(ReadJson.class)
    JsonNode actions(@EndpointParam URI compute, @PathParam("id") String id);

    @Named("server:action")
    @GET
    @Path("/servers/{id}/os-instance-actions/{request}")
    @ResponseParser(ReadJson.class)
    JsonNode action(@EndpointParam URI compute, @PathParam("id") String id, @PathParam("request") String request);

    @Named("servergroup:list")
    @GET
    @Path("/os-server-groups")
    @ResponseParser(ReadJson.class)
    JsonNode serverGroups(@EndpointParam URI compute);

    @Named("limits:get")
    @GET
    @Path("/limits")
    @ResponseParser(ReadJson.class)
    JsonNode limits(@EndpointParam URI compute);
}
