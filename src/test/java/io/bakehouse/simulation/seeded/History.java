package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a bakery that was in use before finds: a family with a current image, and one to go back to. */
final class History {
    private static final Duration CURRENT_FOR = Duration.ofHours(20);
    private static final Duration BAKED_FOR = Duration.ofMinutes(2);

    private final World world;
    private final String server;

    /**
     * What is there before the run.
     *
     * @param server the one that the images were made of
     */
    History(World world, String server) {
        this.world = world;
        this.server = server;
    }

    /** Two bakes have been. */
    void begin() {
        Instant promoted = World.START.minus(CURRENT_FOR);
        Instant before = promoted.minus(Duration.ofHours(1));
        // As promotions call what has to make room.
        add(Families.WEB + " " + before, Marks.STATE_PREVIOUS, before);
        add(Families.WEB, Marks.STATE_CURRENT, promoted);
    }

    private void add(String name, String state, Instant promoted) {
        Instant made = promoted.minus(BAKED_FOR);
        Map<String, String> marks = new HashMap<>();
        marks.put(Marks.ROLE, Marks.ROLE_IMAGE);
        marks.put(Marks.FAMILY, Families.WEB);
        marks.put(Marks.BAKE, Ids.bake(Families.WEB, Families.revision(0), state));
        marks.put(Marks.SERVER, server);
        marks.put(Marks.STATE, state);
        marks.put(Marks.REQUESTED_AT, made.toString());
        marks.put(Marks.RANK, made.toString());
        marks.put(Marks.READY_AT, promoted.toString());
        marks.put(Marks.PROMOTED_AT, promoted.toString());
        marks.put(Marks.SNAPSHOT_SECONDS, String.valueOf(BAKED_FOR.toSeconds()));
        world.cloud.addImage(world.cloud.site().project("demo"), name, "private", marks);
    }
}
