package io.bakehouse.model;

import java.time.Instant;

/**
 * A bake whose progress is told in the chat where it was asked for.
 *
 * @param reply sealed address to answer to
 * @param shown the state that was told last, empty for none
 * @param posts how often the address was used
 * @param look how often the bake was looked at
 */
public record CommandFollowed(
        CommandRequested.Asker by,
        String bake,
        String cause,
        String reply,
        String shown,
        int posts,
        int look,
        Instant askedAt)
        implements EventData {
    @Override
    public String subject() {
        return bake;
    }

    /** The next look. */
    public CommandFollowed next(String state, int used) {
        return new CommandFollowed(by, bake, cause, reply, state, used, look + 1, askedAt);
    }
}
