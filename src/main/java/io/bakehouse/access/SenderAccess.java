package io.bakehouse.access;

import io.bakehouse.access.proof.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one sender shows, and what it may do.
 *
 * @param schemes in which it may prove who it is
 * @param secrets one, or two while one replaces the other; empty when nobody has set one
 * @param clientKeys public keys of single clients, by the name that they sign under
 * @param rights {@code adopt}: bake servers that converged; {@code build}: bake from recipes' builders; {@code look}: make
 *     us look at the cloud at once
 */
public record SenderAccess(
        String name, List<Scheme> schemes, List<Secret> secrets, Map<String, Secret> clientKeys, Rights rights) {
    public SenderAccess {
        schemes = List.copyOf(schemes);
        secrets = List.copyOf(secrets);
        clientKeys = Map.copyOf(clientKeys);
    }

    /** Whether anybody has set what it has to show. */
    public boolean isSet() {
        return !secrets.isEmpty() || !clientKeys.isEmpty();
    }

    /** What somebody who signs under that name may have used. */
    Stream<Secret> secretsOf(Optional<String> client) {
        return Stream.concat(secrets.stream(), client.map(clientKeys::get).stream());
    }
}
