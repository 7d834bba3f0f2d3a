package io.bakehouse.practice.http;

import io.bakehouse.practice.Refusal;
import java.util.Map;

/** Nova's error bodies. Source: nova/api/openstack/wsgi.py, {@code Fault}. */
final class NovaErrors {
    private static final Map<Integer, String> NAMES = Map.of(
            400, "badRequest",
            403, "forbidden",
            404, "itemNotFound",
            409, "conflictingRequest",
            413, "overLimit",
            429, "overLimit",
            501, "notImplemented",
            503, "serviceUnavailable");

    private NovaErrors() {}

    static Answer answer(Refusal refusal) {
        int status = refusal.status();
        if (status == 401) {
            return Service.IDENTITY.refuse(null, refusal);
        }
        Map<String, Object> fault = Json.object("code", status, "message", refusal.getMessage());
        refusal.retryAfter().ifPresent(time -> fault.put("retryAfter", Long.toString(time.toSeconds())));
        return Answer.json(status, Json.object(NAMES.getOrDefault(status, "computeFault"), fault))
                .with("Content-Type", "application/json; charset=UTF-8");
    }

    /** What Nova and Glance answer for a path that they do not have. */
    static Answer noPath() {
        return Answer.json(
                404,
                Json.object(
                        "message", "The resource could not be found.<br /><br />\n\n\n",
                        "code", "404 Not Found",
                        "title", "Not Found"));
    }
}
