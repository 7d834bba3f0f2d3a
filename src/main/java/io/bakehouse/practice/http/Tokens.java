package io.bakehouse.practice.http;

import io.bakehouse.practice.PracticeProject;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens that are good for something. */
final class Tokens {
    /** Tokens kept at most; the oldest is forgotten first, as if it had been revoked. */
    private static final int MOST = 10_000;

    private record Token(PracticeProject project, Instant ends) {}

    private final Map<String, Token> all = new LinkedHashMap<>();
    private final String seed;
    private long count;

    Tokens(String seed) {
        this.seed = seed;
    }

    synchronized String issue(PracticeProject project, Instant ends) {
        String token = "practice-" + io.bakehouse.model.Ids.digest("token", seed, Long.toString(count++));
        all.put(token, new Token(project, ends));
        if (all.size() > MOST) {
            Iterator<String> oldest = all.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return token;
    }

    /** Whose token it is, empty when it is none, or expired. */
    synchronized Optional<PracticeProject> project(String token, Instant now) {
        Token found = all.get(token);
        return found == null || !now.isBefore(found.ends()) ? Optional.empty() : Optional.of(found.project());
    }

    synchronized void revoke(String token) {
        all.remove(token);
    }
}
