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
 */
public record ServerState(
        ServerBirth birth,
        ServerStatus status,
        String taskState,
        Instant updatedAt,
        Instant launchedAt,
        String fault,
        Map<String, String> metadata) {
    public ServerState {
        metadata = Map.copyOf(metadata);
    }

    static ServerState born(ServerBirth birth) {
        return new ServerState(
                birth,
                ServerStatus.BUILD,
                "scheduling",
                birth.createdAt(),
                null,
                null,
                birth.spec().metadata());
    }

    public String id() {
        return birth.id();
    }

    ServerState during(String task, Instant now) {
        return new ServerState(birth, status, task, now, launchedAt, fault, metadata);
    }

    ServerState become(ServerStatus next, Instant now) {
        Instant launched = launchedAt == null && next == ServerStatus.ACTIVE ? now : launchedAt;
        return new ServerState(birth, next, null, now, launched, null, metadata);
    }

    ServerState fail(String words, Instant now) {
        return new ServerState(birth, ServerStatus.ERROR, null, now, launchedAt, words, metadata);
    }

    ServerState marked(Map<String, String> marks) {
        Map<String, String> all = new HashMap<>(metadata);
        all.putAll(marks);
        return new ServerState(birth, status, taskState, updatedAt, launchedAt, fault, all);
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
                birth.spec().image(),
                fault,
                isOnNetwork() ? List.of(birth.address()) : List.of(),
                metadata,
                Set.copyOf(birth.spec().tags()));
    }
}
