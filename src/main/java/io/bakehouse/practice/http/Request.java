package io.bakehouse.practice.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import io.bakehouse.practice.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read completely.
 *
 * @param base scheme, host and port as the client wrote them
 * @param path path without the query
 * @param query parameters in the order of their first appearance
 */
record Request(String method, String base, String path, Map<String, List<String>> query, Headers headers, String body) {

    /**
     * The request with its query decoded.
     *
     * @throws Refusal when the query's percent-encoding is broken
     */
    static Request of(String method, String base, String path, String rawQuery, Headers headers, String body) {
        return new Request(method, base, path, query(rawQuery), headers, body);
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                all.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
            }
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The query string is not valid percent-encoding.");
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The first value of that parameter. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** The body as JSON; empty when there is none or it is no JSON. */
    Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
