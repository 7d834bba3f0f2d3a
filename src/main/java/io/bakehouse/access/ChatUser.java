package io.bakehouse.access;

/**
 * Who wrote something in a chat, by ids that the product vouches for; names can be changed by anybody.
 *
 * @param product {@code slack}, {@code mattermost}, {@code discord} or {@code teams}
 * @param team the workspace, server or tenant; empty where there is none
 */
public record ChatUser(String product, String team, String user, String channel) {
    /** As {@code bakehouse.people.<name>.accounts} names it. */
    public String account() {
        return product + ":" + team + "/" + user;
    }

    /** As {@code bakehouse.channels.<name>.id} names it. */
    public String place() {
        return product + ":" + team + "/" + channel;
    }
}
