package io.bakehouse.engine.sinks;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.model.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A structured CloudEvent, signed when there are keys. Source: CloudEvents 1.0, HTTP protocol binding; Standard Webhooks,
 * {@code spec/standard-webhooks.md}.
 */
record CloudEventMessage(List<SigningKey> keys) implements SinkMessage {
    CloudEventMessage {
        keys = List.copyOf(keys);
    }

    @Override
    public Post of(Event event, Instant now) {
        byte[] body = EventCodec.write(event, now);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", EventCodec.MEDIA_TYPE + "; charset=utf-8");
        headers.put("webhook-id", event.id());
        if (!keys.isEmpty()) {
            String signatures = keys.stream()
                    .map(key -> key.sign(event.id(), now.getEpochSecond(), body))
                    .collect(Collectors.joining(" "));
            headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
            headers.put("webhook-signature", signatures);
        }
        return new Post(body, headers);
    }
}
