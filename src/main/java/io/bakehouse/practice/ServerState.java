package io.bakehouse.practice;

import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server of the practice cloud at one time.
 *
 * @param taskState what Nova is doing to it, null when nothing
 * @param launchedAt when it first was ACTIVE, null before
 * @param fault why it is in ERROR, else null
 * @param volumes ids of the volumes that it has by now
 */
public record ServerState(
        ServerBirth birth,
        ServerStatus status,
        String taskState,
        Instant updatedAt,
        Instant launchedAt,
        String fault,
        Map<String, String> metadata,
        List<String> volumes) {
    public ServerState {
        metadata = Map.copyOf(metadata);
        volumes = List.copyOf(volumes);
    }

    static ServerState born(ServerBirth birth) {
        return new ServerState(
                birth,
                ServerStatus.BUILD,
                "scheduling",
                birth.createdAt(),
                null,
                null,
                birth.spec().metadata(),
                List.of());
    }

    public String id() {
        return birth.id();
    }

    ServerState during(String task, Instant now) {
        return new ServerState(birth, status, task, now, launchedAt, fault, metadata, volumes);
    }

    ServerState become(ServerStatus next, Instant now) {
        Instant launched = launchedAt == null && next == ServerStatus.ACTIVE ? now : launchedAt;
        return new ServerState(birth, next, null, now, launched, null, metadata, volumes);
    }

    ServerState fail(String words, Instant now) {
        return new ServerState(birth, ServerStatus.ERROR, null, now, launchedAt, words, metadata, volumes);
    }

    ServerState marked(Map<String, String> marks) {
        Map<String, String> all = new HashMap<>(metadata);
        all.putAll(marks);
        return new ServerState(birth, status, taskState, updatedAt, launchedAt, fault, all, volumes);
    }

    ServerState withVolumes(List<String> ids) {
        return new ServerState(birth, status, taskState, updatedAt, launchedAt, fault, metadata, ids);
    }

    /** Whether its root is a volume. */
    boolean isVolumeBacked() {
        return !birth.devices().isEmpty();
    }

    /** Whether the server has its address by now. */
    public boolean isOnNetwork() {
        return birth.address() != null && launchedAt != null;
    }

    /** The server as functions see it; times have whole seconds, as in Nova. */
    public Server view() {
        return new Server(
                birth.id(),
                birth.name(),
                status,
                taskState,
                birth.createdAt().truncatedTo(ChronoUnit.SECONDS),
                birth.imageRef().isEmpty() ? null : birth.imageRef(),
                fault,
                isOnNetwork() ? List.of(birth.address()) : List.of(),
                metadata,
                Set.copyOf(birth.spec().tags()),
                volumes,
                zone());
    }

    /** The zone that it runs in, null before it has started. */
    public String zone() {
        String asked = birth.spec().zone();
        return launchedAt == null ? null : asked == null ? "nova" : asked;
    }
}
