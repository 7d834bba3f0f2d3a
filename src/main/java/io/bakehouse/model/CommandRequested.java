package io.bakehouse.model;

import java.time.Instant;

/**
 * Somebody gave a command in a chat.
 *
 * @param by who and where
 * @param command its name, null when there only is something to tell
 * @param input its JSON object as text
 * @param confirm the code with which it is confirmed, null for none
 * @param words what only has to be told, null for a command
 * @param button whether it was given by a click, so that the message clicked on stays when it is refused
 * @param cause the same for the same message
 * @param reply sealed address to answer to, null when there is none
 */
public record CommandRequested(
        Asker by,
        String command,
        String input,
        String confirm,
        String words,
        boolean button,
        String cause,
        String reply,
        Instant askedAt)
        implements EventData {

    /**
     * Who asks in a chat, by ids that the product vouches for.
     *
     * @param name for people only: anybody can change it
     */
    public record Asker(String product, String team, String user, String channel, String name) {}

    @Override
    public String subject() {
        return cause;
    }
}
