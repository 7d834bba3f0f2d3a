package io.bakehouse.engine.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;

/** Another address for the same, for whoever keeps chats apart from other senders. */
@Path("/chat")
@Singleton
public class ChatResource extends ChatEndpoints {
    public ChatResource(ChatRequests requests, BodyLimit limit) {
        super(requests, limit);
    }
}
