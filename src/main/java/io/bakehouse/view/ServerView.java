package io.bakehouse.view;

import io.bakehouse.model.Server;
import java.util.List;

/**
 * A server of a batch.
 *
 * @param fault Nova's words when its status is ERROR, else null
 */
public record ServerView(String id, String name, String status, List<String> addresses, String fault) {
    public static ServerView of(Server server) {
        return new ServerView(server.id(), server.name(), server.status().name(), server.addresses(), server.fault());
    }
}
