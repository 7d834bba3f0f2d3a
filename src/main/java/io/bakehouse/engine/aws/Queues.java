package io.bakehouse.engine.aws;

import java.net.URI;
import java.util.Optional;

/**
 * The addresses of the queues: two per function, one for events on their way to it and one for those that it gave up.
 *
 * @param prefix what all of them begin with; what follows is the function's name
 */
record Queues(URI prefix) {
    private static final String DEAD = "-dead";

    Queues {
        if (prefix.getHost() == null
                || prefix.getPath().chars().filter(c -> c == '/').count() != 2) {
            throw new IllegalArgumentException("BAKEHOUSE_AWS_QUEUES must be the beginning of the queues' URLs, such as"
                    + " https://sqs.eu-west-1.amazonaws.com/<account>/bakehouse-");
        }
    }

    String events(String function) {
        return prefix + function;
    }

    String dead(String function) {
        return prefix + function + DEAD;
    }

    /**
     * Whose queue that is, as Lambda tells where an event comes from; empty for a queue of somebody else.
     *
     * @param arn {@code arn:aws:sqs:<region>:<account>:<name>}
     */
    Optional<String> functionOf(String arn) {
        if (arn == null) {
            return Optional.empty();
        }
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        String beginning = prefix.getPath().substring(prefix.getPath().lastIndexOf('/') + 1);
        return name.startsWith(beginning) ? Optional.of(name.substring(beginning.length())) : Optional.empty();
    }
}
