package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.FormBody;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Instant;

/**
 * The token in the header or, where an outgoing OAuth connection has put another there, in the form. Source: Mattermost,
 * {@code server/channels/app/command.go}.
 */
final class Mattermost implements Scheme {
    @Override
    public String name() {
        return "mattermost";
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        boolean inForm = secret.is(formToken(request));
        return Schemes.TOKEN.proves(request, secret, now) || inForm;
    }

    private static String formToken(WebhookRequest request) {
        try {
            return FormBody.read(request.body()).getOrDefault("token", "");
        } catch (MalformedException e) {
            return "";
        }
    }
}
