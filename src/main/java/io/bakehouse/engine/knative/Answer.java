package io.bakehouse.engine.knative;

import io.bakehouse.engine.EventCodec;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;

/**
 * What a request is answered. A Trigger takes a body that is no CloudEvent for a failure, so a success has an event or
 * nothing in it.
 *
 * @param mediaType null for an empty body
 * @param body in UTF-8
 */
public record Answer(int status, String mediaType, String body) {
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** Done. */
    public static Answer empty() {
        return new Answer(NO_CONTENT, null, "");
    }

    /** Done, and this is what follows. */
    static Answer event(CloudEvent event) {
        return new Answer(OK, EventCodec.MEDIA_TYPE, new String(Envelope.bytes(event), StandardCharsets.UTF_8));
    }

    /** Done, with something to read for one of ours. */
    public static Answer json(String json) {
        return new Answer(OK, "application/json", json);
    }

    /** Not done: whoever asked shall ask again later. */
    public static Answer later(String words) {
        return words(UNAVAILABLE, words);
    }

    /** Not done, for a reason in words; brokers add them to the event that they give up. */
    public static Answer words(int status, String words) {
        return new Answer(status, "text/plain;charset=UTF-8", words);
    }
}
