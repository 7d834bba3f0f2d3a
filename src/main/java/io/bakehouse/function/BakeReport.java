package io.bakehouse.function;

import io.bakehouse.model.Builder;
import io.bakehouse.model.BuilderConverged;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a config run on a server of our own leads to: a builder moves its bake on, a canary is a sensor. */
final class BakeReport {
    private BakeReport() {}

    /**
     * The first writing of the report is a mark on the server, so that no event is needed to know of it.
     *
     * @param stop whether the server shall be stopped for its snapshot
     */
    record Note(Server server, Map<String, String> marks, boolean stop, List<Event> then)
            implements RequestSnapshot.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            if (!marks.isEmpty()) {
                cloud.markServer(server.id(), marks);
            }
            if (stop && server.status() == ServerStatus.ACTIVE && server.taskState() == null) {
                cloud.stopServer(server.id());
            }
            return then;
        }
    }

    /** The run on the builder failed, and its bake with it. */
    record Fail(Server builder, String bake, String words, Instant now) implements RequestSnapshot.Decision {
        @Override
        public List<Event> act(Cloud cloud) {
            String family = builder.mark(Marks.FAMILY).orElseThrow();
            return Bakes.fail(cloud, family, bake, null, words, now);
        }
    }

    /** The builder or canary that the run is about, among the servers found; empty when it is about neither. */
    static Optional<Server> subject(ConfigRun run, List<Server> found) {
        List<Server> ours = found.stream()
                .filter(server -> server.isOurs()
                        && !server.isLeaving()
                        && server.mark(Marks.BAKE).isPresent())
                .filter(server -> run.caller() == null
                        || Bakes.is(server, run.caller().bake(), run.caller().role()))
                .sorted(Server.SENIORITY)
                .toList();
        return ours.stream().findFirst();
    }

    static RequestSnapshot.Decision decide(ConfigRun run, List<Server> found, Recipes recipes, Instant now) {
        Optional<Server> subject = subject(run, found);
        if (subject.isEmpty()) {
            return new RequestSnapshot.Decision.Refuse(
                    run,
                    "the " + run.caller().role() + " of bake " + run.caller().bake()
                            + " is gone: the bake has ended, or somebody has deleted the server",
                    now);
        }
        Server server = subject.get();
        String bake = server.mark(Marks.BAKE).orElseThrow();
        if (isStranger(run, server)) {
            return new RequestSnapshot.Decision.Refuse(
                    run,
                    "another server than the " + server.mark(Marks.ROLE).orElse("") + " " + server.id() + " of bake "
                            + bake + " has used its callback address: " + described(run),
                    now);
        }
        return server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BUILDER))
                ? ofBuilder(run, server, bake, recipes, now)
                : new Note(server, marks(run, server), false, canaryLook(run, server, recipes));
    }

    private static RequestSnapshot.Decision ofBuilder(
            ConfigRun run, Server server, String bake, Recipes recipes, Instant now) {
        String family = server.mark(Marks.FAMILY).orElseThrow();
        Optional<Builder> builder = recipes.family(family).flatMap(Recipe::builder);
        String awaited = builder.map(Builder::sender).orElse(run.sender());
        Optional<String> known = server.mark(Marks.RUN);
        if (known.isPresent() && !known.get().endsWith(" " + Marks.fit(run.cause()))) {
            return new RequestSnapshot.Decision.Refuse(
                    run, "the builder of bake " + bake + " has reported already, and is being snapshotted", now);
        }
        if (run.status() == RunStatus.FAILED) {
            String why = run.failure() == null ? "" : ": " + run.failure();
            return new Fail(server, bake, "the config run on the builder failed" + why, now);
        }
        if (run.status() == RunStatus.NOOP
                || !(run.sender().equals(awaited) || run.sender().equals("command"))) {
            Map<String, String> marks = new HashMap<>(marks(run, server));
            marks.remove(Marks.RUN);
            return new Note(server, marks, false, List.of());
        }
        BuilderConverged data = new BuilderConverged(family, bake, server.id(), now);
        boolean stop = builder.map(Builder::stopFirst).orElse(false);
        Event converged = Event.of(EventType.BUILDER_CONVERGED, data);
        Event next = stop ? converged.notBefore(now.plus(SnapshotBuilder.STOPPING)) : converged;
        return new Note(server, marks(run, server), stop, List.of(next));
    }

    /** A look at the canary, unless it is known already that more reports are needed. */
    private static List<Event> canaryLook(ConfigRun run, Server canary, Recipes recipes) {
        Map<String, String> known = new HashMap<>(canary.metadata());
        known.putAll(marks(run, canary));
        boolean waits = recipes.family(canary.mark(Marks.FAMILY).orElse(""))
                .flatMap(Recipe::verification)
                .filter(verify -> Expectations.reported(known, verify).waits())
                .isPresent();
        return waits ? List.of() : Canaries.look(canary, run.cause());
    }

    /** What the server is marked with; the identity joins what is known of it. */
    private static Map<String, String> marks(ConfigRun run, Server server) {
        Map<String, String> marks = new HashMap<>();
        boolean phoned = run.sender().equals("cloud-init") && run.status() == RunStatus.COMPLETED;
        boolean builder = server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BUILDER));
        if (phoned) {
            marks.put(Marks.PHONED_AT, run.receivedAt().toString());
        }
        if (!phoned || builder) {
            marks.put(Marks.RUN, text(run));
        }
        if (run.status() == RunStatus.FAILED && run.failure() != null) {
            marks.put(Marks.REASON, Marks.fit(run.failure()));
        }
        if (!run.identity().isEmpty()) {
            marks.put(Marks.IDENTITY, Identity.join(server.mark(Marks.IDENTITY).orElse(""), run.identity()));
        }
        return marks;
    }

    /** As {@link Marks#RUN} says. */
    static String text(ConfigRun run) {
        String changes = run.changes() == null ? "-" : String.valueOf(run.changes());
        return Marks.fit(run.status().word() + " " + changes + " " + run.cause());
    }

    /** Whoever says which server it is must say the right one; most tools' reports to a callback say nothing. */
    private static boolean isStranger(ConfigRun run, Server server) {
        boolean named = run.server() != null && !run.server().equals(server.id());
        boolean other = !run.instanceIds().isEmpty() && !run.instanceIds().contains(server.id());
        return named || other;
    }

    private static String described(ConfigRun run) {
        return run.server() != null ? run.server() : run.instanceIds().stream().collect(Collectors.joining(", "));
    }
}
