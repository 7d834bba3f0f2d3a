package io.bakehouse.function;

import io.bakehouse.model.Health;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.platform.Probe;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which servers were found healthy by one look at them.
 *
 * @param well ids of those that are ACTIVE and answer as expected
 */
record Checkup(Set<String> well) {
    /** After so many servers that do not answer the others wait for the next look: each costs seconds. */
    static final int UNANSWERED = 5;

    Checkup {
        well = Set.copyOf(well);
    }

    /** Nobody was asked. */
    static Checkup none() {
        return new Checkup(Set.of());
    }

    /** Asks those of the servers that are ACTIVE; all of them are ours. */
    static Checkup of(Probe probe, Health health, List<Server> servers) {
        Set<String> well = new HashSet<>();
        int unanswered = 0;
        for (Server server : servers) {
            if (server.isOurs() && server.status() == ServerStatus.ACTIVE && unanswered < UNANSWERED) {
                if (answers(probe, health, server)) {
                    well.add(server.id());
                } else {
                    unanswered++;
                }
            }
        }
        return new Checkup(well);
    }

    boolean isWell(Server server) {
        return well.contains(server.id());
    }

    private static boolean answers(Probe probe, Health health, Server server) {
        if (!health.isProbed()) {
            return true;
        }
        if (server.addresses().isEmpty()) {
            return false;
        }
        String address = server.addresses().get(0);
        return health.tcpPort().map(port -> probe.tcp(address, port)).orElse(true)
                && health.http()
                        .map(http -> probe.http(address, http.port(), http.path())
                                .equals(java.util.OptionalInt.of(http.status())))
                        .orElse(true);
    }
}
