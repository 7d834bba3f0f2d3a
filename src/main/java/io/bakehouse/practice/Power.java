package io.bakehouse.practice;

import io.bakehouse.model.ServerStatus;
import io.bakehouse.practice.Mishaps.Mishap;
import java.time.Duration;
import java.util.Locale;

/** Stops, starts and deletes servers. */
public final class Power {
    private static final Duration SWITCH = Duration.ofMillis(500);

    private final Agenda agenda;
    private final PracticeTimes times;
    private final Servers servers;
    private final Actions actions;
    private final PracticeFaults faults;

    Power(Agenda agenda, PracticeTimes times, Servers servers, Actions actions, PracticeFaults faults) {
        this.agenda = agenda;
        this.times = times;
        this.servers = servers;
        this.actions = actions;
        this.faults = faults;
    }

    /** Stops an ACTIVE server. */
    public void stop(PracticeProject project, String id, Look look) {
        turn(project, id, "stop", ServerStatus.ACTIVE, "powering-off", ServerStatus.SHUTOFF, look);
    }

    /** Starts a server that is SHUTOFF. */
    public void start(PracticeProject project, String id, Look look) {
        turn(project, id, "start", ServerStatus.SHUTOFF, "powering-on", ServerStatus.ACTIVE, look);
    }

    private void turn(
            PracticeProject project,
            String id,
            String action,
            ServerStatus from,
            String task,
            ServerStatus to,
            Look look) {
        ServerState server = servers.get(project, id);
        if (server.status() != from) {
            throw busy(action, server, "vm_state " + vmState(server));
        }
        if (server.taskState() != null) {
            throw busy(action, server, "task_state " + server.taskState());
        }
        String request = actions.begin(id, action, "compute_" + action + "_instance", look.now());
        servers.change(id, look.now(), state -> state.during(task, look.now()));
        agenda.at(
                look.now().plus(SWITCH),
                at -> servers.find(id)
                        .filter(state -> task.equals(state.taskState()))
                        .ifPresent(state -> {
                            servers.change(id, at, last -> last.become(to, at));
                            actions.finish(id, request, false, at);
                        }));
    }

    /** Begins to delete a server; a second request changes nothing. */
    public void delete(PracticeProject project, String id, Look look) {
        ServerState server = servers.get(project, id);
        if ("deleting".equals(server.taskState())) {
            return;
        }
        String request = actions.begin(id, "delete", "compute_terminate_instance", look.now());
        if ("scheduling".equals(server.taskState())) {
            // No host has it yet: Nova only forgets the request.
            servers.remove(id, look.now());
            return;
        }
        servers.change(id, look.now(), state -> state.during("deleting", look.now()));
        agenda.at(
                look.now().plus(times.deletion()),
                at -> servers.find(id).ifPresent(state -> {
                    boolean fails = faults.of(state).has(Mishap.FAILDELETE);
                    if (fails) {
                        servers.change(id, at, last -> last.fail("practice: faildelete", at));
                    } else {
                        servers.remove(id, at);
                    }
                    actions.finish(id, request, fails, at);
                }));
    }

    static Refusal busy(String action, ServerState server, String state) {
        return new Refusal(409, "Cannot '" + action + "' instance " + server.id() + " while it is in " + state);
    }

    /** Nova's own word for the state, which is not the status. */
    public static String vmState(ServerState server) {
        return switch (server.status()) {
            case BUILD -> "building";
            case SHUTOFF -> "stopped";
            default -> server.status().name().toLowerCase(Locale.ROOT);
        };
    }
}
