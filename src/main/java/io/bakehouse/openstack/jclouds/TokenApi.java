package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.Closeable;
import java.net.URI;
import org.jclouds.rest.annotations.BinderParam;
import org.jclouds.rest.annotations.EndpointParam;
import org.jclouds.rest.annotations.ResponseParser;

/** Identity API v3: jclouds' own can neither name the user's domain by id nor bear a colon in a name. */
interface TokenApi extends Closeable {
    @Named("token:create")
    @POST
    @Path("/auth/tokens")
    @ResponseParser(ReadToken.class)
    ProjectToken create(@EndpointParam URI keystone, @BinderParam(JsonBody.class) JsonNode body);
}
