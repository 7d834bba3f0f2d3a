package io.bakehouse.chat;

import java.util.List;
import java.util.Optional;

/** All chat products. */
public final class Chats {
    private final List<ChatProduct> all;

    /**
     * The products as this bakery knows them.
     *
     * @param address at which chats reach this bakery, for buttons of Mattermost; empty when nobody has said so
     * @param token the bakery's; empty on a practice cloud without one
     */
    public Chats(Optional<String> address, Optional<String> token) {
        all = List.of(new Slack(), new Mattermost(address, new Tickets(token)), new Discord(), new Teams());
    }

    /** The product of that name. */
    public Optional<ChatProduct> named(String name) {
        return all.stream().filter(product -> product.name().equals(name)).findFirst();
    }
}
