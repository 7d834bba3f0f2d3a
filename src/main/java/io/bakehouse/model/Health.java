package io.bakehouse.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is expected of a server of a batch before it counts as healthy. That it is ACTIVE is expected always.
 *
 * @param http what its web server must answer
 * @param tcpPort a port that must accept connections
 */
public record Health(Optional<Verification.Http> http, Optional<Integer> tcpPort) {
    /** ACTIVE is enough. */
    public static final Health ACTIVE = new Health(Optional.empty(), Optional.empty());

    /** Whether the server itself must be asked. */
    public boolean isProbed() {
        return http.isPresent() || tcpPort.isPresent();
    }

    /** The expectations beside ACTIVE, for a sentence. */
    public String words() {
        List<String> words = new ArrayList<>();
        http.ifPresent(it -> words.add("HTTP " + it.status() + " from port " + it.port() + it.path()));
        tcpPort.ifPresent(port -> words.add("TCP port " + port));
        return words.isEmpty() ? "ACTIVE" : String.join(" and ", words);
    }
}
