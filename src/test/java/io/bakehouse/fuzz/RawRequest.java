package io.bakehouse.fuzz;

import io.bakehouse.webhook.WebhookRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Any bytes as a request, in the form in which requests were captured: what a web server would refuse by itself is made
 * something that it lets through.
 *
 * @param path with its slash, not decoded
 * @param query decoded
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record RawRequest(
        String method,
        String path,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {
    private static final int MOST_HEADERS = 100;
    private static final List<String> METHODS = List.of("POST", "PUT", "OPTIONS", "GET", "DELETE", "PATCH");

    public static RawRequest of(byte[] input) {
        String all = new String(input, StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        String[] head = (end < 0 ? all : all.substring(0, end)).split("\r\n", MOST_HEADERS + 1);
        String[] line = head[0].split(" ", 3);
        String address = line.length < 2 ? "/" : line[1];
        int mark = address.indexOf('?');
        String rawQuery = mark < 0 ? "" : address.substring(mark + 1);
        return new RawRequest(
                METHODS.contains(line[0]) ? line[0] : "POST",
                mark < 0 ? address : address.substring(0, mark),
                rawQuery,
                query(rawQuery),
                headers(head),
                end < 0 ? new byte[0] : Arrays.copyOfRange(input, end + 4, input.length));
    }

    /** As a webhook of that sender, or of that chat product. */
    public WebhookRequest to(String sender) {
        String rest = path.replaceFirst("^/(hooks/[a-z-]+|webhooks/[a-z-]+|events)?/?", "");
        return new WebhookRequest(sender, method, rest, query, headers, body);
    }

    private static Map<String, List<String>> headers(String[] head) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < head.length && i <= MOST_HEADERS; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                String name = head[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(head[i].substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", MOST_HEADERS)) {
            int equals = pair.indexOf('=');
            query.computeIfAbsent(decoded(equals < 0 ? pair : pair.substring(0, equals)), key -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
