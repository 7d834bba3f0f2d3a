package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.PracticeQuota;
import io.bakehouse.practice.VolumeQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes wrong inside the cloud with what one call of the bakery makes or deletes; the call itself goes well. */
final class CloudMishaps {
    /** Such calls are few: one or two of each in a bake. */
    private static final int FACTOR = 8;

    /** Those that delete servers in every ordinary bake, batch or rollout; the others do when something else went wrong. */
    private static final Set<String> DELETERS = Set.of("watch-image", "watch-canary", "watch-batch");

    private static final String ALL = "*";
    private static final int LONGEST_CRASH_SECONDS = 900;
    private static final int LONGEST_SNAPSHOT_SECONDS = 2_400;

    private final World world;
    private final PracticeProject project;

    CloudMishaps(World world) {
        this.world = world;
        this.project = world.cloud.site().project("demo");
    }

    /** Plants what shall go wrong with what the call makes. */
    void before(String step, String call, Object[] arguments) {
        switch (call) {
            case "createServers" -> servers(step, (ServerSpec) arguments[0]);
            case "limits" -> quota(step);
            case "createImage" -> snapshot(step, arguments);
            case "deleteServer" -> deletion(step, (String) arguments[0]);
            default -> {}
        }
    }

    /** What others make is none of it. */
    void after() {
        world.cloud.faults().plant(ALL, "");
        world.cloud.quotas().set(project, PracticeQuota.NONE);
        world.cloud.quotas().set(project, VolumeQuota.NONE);
    }

    private boolean strikes(Trouble trouble, String step) {
        return world.troubles.strikes(trouble, step, FACTOR);
    }

    private void servers(String step, ServerSpec spec) {
        List<String> words = new ArrayList<>();
        if (strikes(Trouble.SERVER_ERROR, step)) {
            words.add(world.troubles.draw(2) == 0 ? "failboot" : "abortboot");
        }
        if (strikes(Trouble.SERVER_HANGS, step)) {
            words.add("hangboot");
        }
        if (strikes(Trouble.SERVER_CRASHES, step)) {
            words.add("crash=" + (1 + world.troubles.draw(LONGEST_CRASH_SECONDS)));
        }
        if (spec.volumeGb() != null) {
            if (strikes(Trouble.VOLUME_FAILS, step)) {
                words.add("failvolume");
            }
            if (strikes(Trouble.QUOTA_VOLUMES, step)) {
                world.cloud.quotas().set(project, new VolumeQuota(-1, 0, 0));
            }
        }
        quota(step);
        plant(step, words);
    }

    private void quota(String step) {
        if (strikes(Trouble.QUOTA_SERVERS, step)) {
            world.cloud.quotas().set(project, PracticeQuota.servers(0));
        } else if (strikes(Trouble.QUOTA_CORES, step)) {
            world.cloud.quotas().set(project, new PracticeQuota(-1, 0, -1));
        }
    }

    private void snapshot(String step, Object[] arguments) {
        boolean onDisk = world.quietly(() -> world.cloud
                        .cloud()
                        .server((String) arguments[0])
                        .map(Server::volumes)
                        .orElse(List.of()))
                .isEmpty();
        Map<Trouble, String> words = onDisk
                ? Map.of(
                        Trouble.SNAPSHOT_KILLED, "failsnap",
                        Trouble.SNAPSHOT_QUEUED, "losesnap",
                        Trouble.SNAPSHOT_STUCK, "hangsnap",
                        Trouble.SNAPSHOT_SLOW, "slowsnap=")
                : Map.of(
                        Trouble.VOLUME_SNAPSHOT_FAILS, "failvolsnap",
                        Trouble.VOLUME_SNAPSHOT_HANGS, "hangvolsnap");
        for (Trouble trouble : Trouble.values()) {
            if (words.containsKey(trouble) && strikes(trouble, step)) {
                // Whoever finds the image gone, or waiting for ever, may ask again.
                world.creations.excuse("createImage", arguments);
                int seconds = 1 + world.troubles.draw(LONGEST_SNAPSHOT_SECONDS);
                plant(step, List.of(words.get(trouble) + (trouble == Trouble.SNAPSHOT_SLOW ? seconds : "")));
                return;
            }
        }
    }

    /** Nova deletes later: the server keeps the word until somebody asks again. */
    private void deletion(String step, String id) {
        world.quietly(() -> world.seen.server(id)).ifPresent(server -> {
            int factor = DELETERS.contains(step) ? FACTOR : 16 * FACTOR;
            boolean fails = world.troubles.strikes(Trouble.DELETION_FAILS, step, factor);
            world.cloud.faults().plant(server.name(), fails ? "faildelete" : "");
        });
    }

    private void plant(String step, List<String> words) {
        if (!words.isEmpty()) {
            String all = String.join(",", words);
            world.trace.add(world.clock.instant(), step, "the cloud will " + all);
            world.cloud.faults().plant(ALL, all);
        }
    }
}
