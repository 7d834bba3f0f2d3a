package io.bakehouse.practice.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP response. */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, Object value) {
        return of(status, "application/json", Json.text(value));
    }

    static Answer text(int status, String type, String text) {
        return of(status, type, text);
    }

    static Answer empty(int status) {
        return of(status, "application/json", "");
    }

    private static Answer of(int status, String type, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        return new Answer(status, headers, body);
    }

    Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
