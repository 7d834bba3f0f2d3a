package io.bakehouse.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server as {@code GET /servers/detail} shows it. Source: Compute API reference, "List Servers Detailed".
 *
 * @param id UUID
 * @param taskState what Nova is doing to it right now ({@code OS-EXT-STS:task_state}), null when nothing
 * @param image id of the image it was booted from, null when its root is a volume
 * @param fault Nova's message when the status is ERROR, else null
 * @param addresses all fixed and floating IP addresses
 * @param volumes ids of all attached volumes
 * @param zone availability zone ({@code OS-EXT-AZ:availability_zone}), null until it has started
 */
public record Server(
        String id,
        String name,
        ServerStatus status,
        String taskState,
        Instant createdAt,
        String image,
        String fault,
        List<String> addresses,
        Map<String, String> metadata,
        Set<String> tags,
        List<String> volumes,
        String zone) {

    /** Oldest first, then by lowest id: the order in which duplicates win. */
    public static final Comparator<Server> SENIORITY =
            Comparator.comparing(Server::createdAt).thenComparing(Server::id);

    public Server {
        addresses = List.copyOf(addresses);
        metadata = Map.copyOf(metadata);
        tags = Set.copyOf(tags);
        volumes = List.copyOf(volumes);
    }

    /** A server that has not started in any zone. */
    public Server(
            String id,
            String name,
            ServerStatus status,
            String taskState,
            Instant createdAt,
            String image,
            String fault,
            List<String> addresses,
            Map<String, String> metadata,
            Set<String> tags,
            List<String> volumes) {
        this(id, name, status, taskState, createdAt, image, fault, addresses, metadata, tags, volumes, null);
    }

    /** A server without volumes. */
    public Server(
            String id,
            String name,
            ServerStatus status,
            String taskState,
            Instant createdAt,
            String image,
            String fault,
            List<String> addresses,
            Map<String, String> metadata,
            Set<String> tags) {
        this(id, name, status, taskState, createdAt, image, fault, addresses, metadata, tags, List.of());
    }

    /** The value of one of our {@link Marks}, empty when the server does not carry it. */
    public Optional<String> mark(String key) {
        return Optional.ofNullable(metadata.get(key)).filter(value -> !value.isEmpty());
    }

    /** Whether we created it: only such a server may ever be changed or deleted. */
    public boolean isOurs() {
        return mark(Marks.ROLE).isPresent() && mark(Marks.FAMILY).isPresent();
    }

    /** The instant that a mark holds, empty when it is missing or was written by somebody else. */
    public Optional<Instant> time(String key) {
        return mark(key).flatMap(Marks::time);
    }

    /** Whether it is being deleted, or was. */
    public boolean isLeaving() {
        return "deleting".equals(taskState) || status == ServerStatus.DELETED || status == ServerStatus.SOFT_DELETED;
    }

    /** Whether Nova would refuse a snapshot of it right now. */
    public boolean isBusy() {
        return taskState != null || !status.canBeSnapshotted();
    }
}
