package io.bakehouse.engine.knative;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event in binary mode, as brokers deliver it. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record Binary(Map<String, List<String>> headers, byte[] body) {
    static Binary of(CloudEvent event) {
        Map<String, List<String>> headers = new HashMap<>();
        byte[][] body = new byte[1][];
        HttpMessageFactory.createWriter((name, value) -> headers.put(name, List.of(value)), bytes -> body[0] = bytes)
                .writeBinary(event);
        return new Binary(headers, body[0]);
    }
}
