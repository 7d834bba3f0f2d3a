package io.bakehouse.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a server booted from a candidate, the canary, before the candidate may be promoted. That the canary
 * is ACTIVE is expected always.
 *
 * @param server how to boot the canary
 * @param driftBudget when a config run on the canary is expected: how many changes it may still make; 0 for none
 * @param phoneHome whether cloud-init's phone_home is expected
 * @param http what its web server must answer
 * @param tcpPort a port that must accept connections
 * @param expected how long it will probably take
 * @param deadline how long to wait at most
 */
public record Verification(
        ServerOptions server,
        String sender,
        Optional<Integer> driftBudget,
        boolean phoneHome,
        Optional<Http> http,
        Optional<Integer> tcpPort,
        Duration expected,
        Duration deadline) {

    /**
     * An HTTP request to the canary's first address.
     *
     * @param path beginning with a slash
     * @param status the only answer that counts
     */
    public record Http(int port, String path, int status) {}

    /** Whether somebody has to ask the canary; all else it reports by itself, or Nova tells. */
    public boolean isProbed() {
        return http.isPresent() || tcpPort.isPresent() || (driftBudget.isEmpty() && !phoneHome);
    }

    /** The expectations, for a sentence. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of("ACTIVE"));
        driftBudget.ifPresent(budget -> words.add("a config run with at most " + budget + " changes"));
        if (phoneHome) {
            words.add("phone_home");
        }
        http.ifPresent(it -> words.add("HTTP " + it.status() + " from port " + it.port() + it.path()));
        tcpPort.ifPresent(port -> words.add("TCP port " + port));
        return words;
    }
}
