package io.bakehouse.engine.http;

import io.bakehouse.commands.Families;
import io.bakehouse.view.BakeView;
import io.bakehouse.view.BatchView;
import io.bakehouse.view.CloudReader;
import io.bakehouse.view.ImageView;
import io.bakehouse.view.RolloutView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the bakery is doing and has done, as the cloud tells it: nothing is stored here. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "state")
public class ReadResource {
    private static final int MOST = 1_000;
    private static final String ID = "[A-Za-z0-9-]{1,64}";

    private final CloudReader reader;
    private final Families families;

    public ReadResource(CloudReader reader, Families families) {
        this.reader = reader;
        this.families = families;
    }

    @GET
    @Path("bakes")
    @Operation(summary = "Bakes, newest first")
    public List<BakeView> bakes(
            @QueryParam("family") @Parameter(example = "web") String family,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return reader.bakes(known(family), bounded(limit));
    }

    @GET
    @Path("bakes/{id}")
    @Operation(summary = "One bake: how far it has come, when what happened, and why it failed")
    @APIResponse(responseCode = "404", description = "There is no such bake")
    public BakeView bake(@PathParam("id") @Parameter(example = "web-0123456789ab") String id) {
        return Optional.of(id)
                .filter(text -> text.matches(ID))
                .flatMap(reader::bake)
                .orElseThrow(() -> Problems.notFound("there is no bake '" + id + "': GET /bakes lists them"));
    }

    @GET
    @Path("images")
    @Operation(summary = "Images that the bakery made, newest first")
    public List<ImageView> images(
            @QueryParam("family") @Parameter(example = "web") String family,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return reader.images(known(family), bounded(limit));
    }

    @GET
    @Path("batches")
    @Operation(summary = "Batches, newest first, without their servers")
    public List<BatchView> batches(
            @QueryParam("family") @Parameter(example = "web") String family,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return reader.batches(known(family), bounded(limit));
    }

    @GET
    @Path("batches/{id}")
    @Operation(summary = "One batch and its servers, of which at most 'limit' are shown")
    @APIResponse(responseCode = "404", description = "There is no such batch")
    public BatchView batch(
            @PathParam("id") @Parameter(example = "web-0123456789ab") String id,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = bounded(limit);
        return Optional.of(id)
                .filter(text -> text.matches(ID))
                .flatMap(batch -> reader.batch(batch, most))
                .orElseThrow(() -> Problems.notFound("there is no batch '" + id + "': GET /batches lists them"));
    }

    @GET
    @Path("rollouts")
    @Operation(summary = "Rollouts, newest first, without their servers")
    public List<RolloutView> rollouts(
            @QueryParam("family") @Parameter(example = "web") String family,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return reader.rollouts(known(family), bounded(limit));
    }

    @GET
    @Path("rollouts/{id}")
    @Operation(summary = "One rollout and the servers that it made, of which at most 'limit' are shown")
    @APIResponse(responseCode = "404", description = "There is no such rollout")
    public RolloutView rollout(
            @PathParam("id") @Parameter(example = "web-0123456789ab") String id,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = bounded(limit);
        return Optional.of(id)
                .filter(text -> text.matches(ID))
                .flatMap(rollout -> reader.rollout(rollout, most))
                .orElseThrow(() -> Problems.notFound("there is no rollout '" + id + "': GET /rollouts lists them"));
    }

    /** A family without a recipe may still have images, but a typing error is likelier. */
    private Optional<String> known(String family) {
        return Optional.ofNullable(family).map(name -> families.named(name).family());
    }

    private static int bounded(String limit) {
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw Problems.of(400, "limit must be a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }
}
