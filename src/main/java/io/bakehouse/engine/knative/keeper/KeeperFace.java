package io.bakehouse.engine.knative.keeper;

import io.bakehouse.access.Secret;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.knative.Answer;
import io.bakehouse.engine.knative.Envelope;
import io.bakehouse.engine.knative.KeptEvent;
import io.bakehouse.platform.DeadLetters;
import io.bakehouse.webhook.ShownTokens;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the keeper is asked over HTTP. A function's process shows the bakery's token; a broker can show nothing, so what it
 * gives up comes on a path of its own, where nothing can be done but adding a dead letter.
 */
final class KeeperFace {
    /** JSON may need two bytes for one, and a broker adds attributes. */
    static final int LARGEST = 3 * EventCodec.LARGEST;

    private static final Logger LOG = Logger.getLogger(KeeperFace.class);
    private static final String UNDELIVERED = "undelivered/";
    private static final int MOST = 1_000;

    private final Keeper keeper;
    private final DeadLetters deadLetters;
    private final Optional<Secret> token;

    KeeperFace(Keeper keeper, DeadLetters deadLetters, Optional<String> token) {
        this.keeper = keeper;
        this.deadLetters = deadLetters;
        this.token = token.filter(text -> !text.isBlank()).map(Secret::new);
    }

    /**
     * One request.
     *
     * @param path below {@code /keeper/}
     * @param body at most {@link #LARGEST} bytes and one more, which tells that there were more
     */
    Answer answer(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, List<String>> headers,
            byte[] body) {
        if (body.length > LARGEST) {
            return Answer.words(413, "the body is larger than " + LARGEST + " bytes");
        }
        try {
            if (method.equals("POST") && path.startsWith(UNDELIVERED)) {
                return undelivered(path.substring(UNDELIVERED.length()), headers, body);
            }
            if (!isShown(headers)) {
                return Answer.words(401, "the token is missing or wrong");
            }
            return switch (method + " " + path) {
                case "POST events" -> keep(body);
                case "POST dead-letters" -> bury(body);
                case "GET dead-letters" -> json(deadLetters.deadLetters(limit(query)));
                case "POST redrive" -> json(deadLetters.redrive(function(query), limit(query)));
                default -> Answer.words(404, "the keeper has no such path");
            };
        } catch (QueueUnavailableException e) {
            LOG.errorf("an event was not kept: %s", e.getMessage());
            return Answer.later(e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return Answer.words(400, "it cannot be read: " + e.getMessage());
        }
    }

    private Answer keep(byte[] body) throws IOException {
        KeptEvent event = KeptEvent.JSON.readValue(body, KeptEvent.class);
        if (event.notBefore() == null) {
            return Answer.words(400, "it cannot be read: 'notBefore' is missing");
        }
        keeper.keep(event);
        return Answer.empty();
    }

    private Answer bury(byte[] body) throws IOException {
        KeptEvent event = KeptEvent.JSON.readValue(body, KeptEvent.class);
        if (event.reason() == null) {
            return Answer.words(400, "it cannot be read: 'reason' is missing");
        }
        keeper.bury(event);
        return Answer.empty();
    }

    private Answer undelivered(String function, Map<String, List<String>> headers, byte[] body) {
        Optional<CloudEvent> event = Envelope.read(headers, body);
        if (event.isEmpty()) {
            return Answer.words(400, "this is no CloudEvent in binary or structured mode");
        }
        keeper.undelivered(function, event.get());
        return Answer.empty();
    }

    private boolean isShown(Map<String, List<String>> headers) {
        return token.map(secret -> ShownTokens.of(headers, Map.of()).anyMatch(secret::is))
                .orElse(true);
    }

    private static Answer json(Object value) throws IOException {
        return Answer.json(KeptEvent.JSON.writeValueAsString(value));
    }

    private static String function(Map<String, List<String>> query) {
        return query.getOrDefault("function", List.of("all")).get(0);
    }

    private static int limit(Map<String, List<String>> query) {
        return Math.min(
                MOST,
                Integer.parseInt(query.getOrDefault("limit", List.of("100")).get(0)));
    }
}
