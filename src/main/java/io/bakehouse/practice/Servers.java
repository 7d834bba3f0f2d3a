package io.bakehouse.practice;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** All servers of the practice cloud. */
public final class Servers {
    private static final Comparator<ServerState> LATEST_FIRST = Comparator.comparing(
                    (ServerState server) -> server.birth().createdAt())
            .thenComparing(ServerState::id)
            .reversed();

    private final Map<String, Versions<ServerState>> all = new LinkedHashMap<>();

    Optional<ServerState> find(String id) {
        return Optional.ofNullable(all.get(id)).flatMap(Versions::now);
    }

    /** The server, or a refusal when the project has none of that id. */
    public ServerState get(PracticeProject project, String id) {
        return find(id).filter(server -> isOf(project, server)).orElseThrow(() -> Refusal.noServer(id));
    }

    /** Whether the project has, or once had, a server of that id. */
    public boolean everHad(PracticeProject project, String id) {
        return all.containsKey(id) && all.get(id).any(server -> isOf(project, server));
    }

    /** All servers of the project, as they were at that time, the latest first. */
    public List<ServerState> list(PracticeProject project, Instant asOf) {
        return list(project, asOf, server -> true);
    }

    /** Those of them that the filter lets through. */
    public List<ServerState> list(PracticeProject project, Instant asOf, Predicate<ServerState> filter) {
        return all.values().stream()
                .<ServerState>mapMulti((versions, some) -> versions.at(asOf).ifPresent(some))
                .filter(filter.and(server -> isOf(project, server)))
                .sorted(LATEST_FIRST)
                .toList();
    }

    private static boolean isOf(PracticeProject project, ServerState server) {
        return Objects.equals(server.birth().project().id(), project.id());
    }

    void add(ServerState server) {
        Versions<ServerState> versions = new Versions<>();
        versions.put(server.birth().createdAt(), server);
        all.put(server.id(), versions);
    }

    /** Changes the server, unless it is gone. */
    void change(String id, Instant now, UnaryOperator<ServerState> change) {
        find(id).ifPresent(server -> all.get(id).put(now, change.apply(server)));
    }

    void remove(String id, Instant now) {
        all.get(id).end(now);
    }

    void whenRemoved(String id, Consumer<Instant> act) {
        all.get(id).whenEnded(act);
    }
}
