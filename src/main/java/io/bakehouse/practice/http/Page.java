package io.bakehouse.practice.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param full whether there may be more: as in OpenStack, a page with as many entries as allowed has a next link
 */
record Page<T>(List<T> entries, boolean full) {

    /**
     * The entries after the marker.
     *
     * @param marker null to begin at the start
     * @param missing what to throw when there is no such entry
     */
    static <T> Page<T> of(
            List<T> all, Function<T, String> id, String marker, int limit, Function<String, RuntimeException> missing) {
        int from = 0;
        if (marker != null) {
            List<String> ids = all.stream().map(id).toList();
            from = ids.indexOf(marker) + 1;
            if (from == 0) {
                throw missing.apply(marker);
            }
        }
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), limit > 0 && to - from == limit);
    }

    /** The query of the request with another marker. */
    static String queryAfter(Map<String, List<String>> query, String marker) {
        Map<String, List<String>> next = new LinkedHashMap<>(query);
        next.remove("marker");
        next.put("marker", List.of(marker));
        return encode(next);
    }

    static String encode(Map<String, List<String>> query) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, values) -> values.forEach(value -> pairs.add(encode(name) + "=" + encode(value))));
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
