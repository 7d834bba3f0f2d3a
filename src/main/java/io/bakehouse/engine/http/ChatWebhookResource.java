package io.bakehouse.engine.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;

/** Chat products beside the other senders: these paths are more exact than theirs, and win. */
@Path("/webhooks")
@Singleton
public class ChatWebhookResource extends ChatEndpoints {
    public ChatWebhookResource(ChatRequests requests, BodyLimit limit) {
        super(requests, limit);
    }
}
