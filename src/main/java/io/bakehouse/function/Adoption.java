package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.SnapshotStarted;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bake of a server that somebody else has converged: all that follows from the run, the server and the recipe.
 *
 * @param id the bake id
 * @param origin marks of the image that say what the server was made of, beyond the id of its own image
 * @param noticed whether the cloud will say when the snapshot is complete, so that nobody looks at it by the clock
 * @param now when this delivery is being handled
 */
record Adoption(
        String id,
        String family,
        Recipe.Snapshot recipe,
        Server server,
        String cause,
        Instant requestedAt,
        Map<String, String> origin,
        boolean noticed,
        Instant now) {

    /** Marks that a base image of ours may pass on and that are not true of its snapshot. */
    private static final List<String> INHERITED = List.of(
            Marks.READY_AT,
            Marks.PROMOTED_AT,
            Marks.ENDED_AT,
            Marks.SNAPSHOT_SECONDS,
            Marks.REASON,
            Marks.BUILDER,
            Marks.BASE_CHECKSUM,
            Marks.IDENTITY,
            Marks.CANARY_IDENTITY,
            Marks.APPROVE_UNTIL,
            Marks.VERIFIED_AT,
            Marks.TOLD_AT,
            Marks.SUPERSEDED_AT,
            Marks.RANK,
            Marks.SELF,
            Marks.RETIRED_AT,
            Marks.REVOKED_AT,
            Marks.WAS,
            Marks.UNEXPLAINED_SINCE);

    static Adoption of(ConfigRun run, Recipe recipe, Server server, boolean live, Instant now) {
        String id = Ids.bake(recipe.family(), recipe.revision(), run.cause());
        return new Adoption(
                id,
                recipe.family(),
                recipe.snapshot(),
                server,
                run.cause(),
                run.receivedAt(),
                Map.of(),
                live && isToldOf(server),
                now);
    }

    /** A bake of our own builder, whose record was made before it. */
    static Adoption ofBuilder(Recipe recipe, Server builder, Image record, boolean live, Instant now) {
        Map<String, String> origin = Map.of(
                Marks.BUILDER, builder.id(),
                Marks.BASE, record.mark(Marks.BASE).orElse(""),
                Marks.BASE_CHECKSUM, record.mark(Marks.BASE_CHECKSUM).orElse(""),
                Marks.IDENTITY, builder.mark(Marks.IDENTITY).orElse(""));
        return new Adoption(
                record.mark(Marks.BAKE).orElseThrow(),
                recipe.family(),
                recipe.snapshot(),
                builder,
                record.mark(Marks.CAUSE).orElse(""),
                Records.time(record, Marks.REQUESTED_AT, record.createdAt()),
                origin,
                live && isToldOf(builder),
                now);
    }

    /** Glance tells of images; of the volume snapshots that some are made of it knows nothing. */
    private static boolean isToldOf(Server server) {
        return server.volumes().isEmpty();
    }

    /** Whether the server is our own builder. */
    boolean isOfBuilder() {
        return origin.containsKey(Marks.BUILDER);
    }

    Instant deadline() {
        return now.plus(recipe.deadline());
    }

    /** The marks of the bake's record. */
    Map<String, String> record() {
        return Records.open(
                family,
                requestedAt,
                deadline(),
                Map.of(Marks.BAKE, id, Marks.SERVER, server.id(), Marks.CAUSE, Marks.fit(cause)));
    }

    /**
     * The marks that the image is created with.
     *
     * @param takenOver whether another delivery had claimed the bake
     */
    Map<String, String> image(boolean takenOver) {
        Map<String, String> marks = new HashMap<>(record());
        marks.put(Marks.ROLE, Marks.ROLE_IMAGE);
        marks.put(Marks.STATE, Marks.STATE_CANDIDATE);
        marks.put(Marks.STARTED_AT, now.toString());
        // A property that the base image has would be inherited: ours must overwrite it, be it with nothing.
        marks.put(Marks.BASE, server.image() == null ? "" : server.image());
        INHERITED.forEach(mark -> marks.put(mark, ""));
        marks.putAll(origin);
        marks.put(Marks.TAKEN_OVER_AT, takenOver ? now.toString() : "");
        return marks;
    }

    /** The event that makes somebody look at the snapshot. */
    List<Event> started(String image, Instant at, Instant until, Integer expectedSeconds) {
        SnapshotStarted data = new SnapshotStarted(family, id, image, server.id(), at, until, expectedSeconds, 0, true);
        return List.of(Event.of(EventType.SNAPSHOT_STARTED, data, 0).notBefore(Looks.first(at, expectedSeconds)));
    }
}
