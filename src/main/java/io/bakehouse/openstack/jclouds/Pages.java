package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a list to its end. A page may be shorter than asked for and still have a next one; whatever its link's host
 * and scheme are (services behind a proxy often get them wrong), only the marker is taken from it.
 */
final class Pages {
    private static final int MOST_PAGES = 1_000;
    private static final int MOST_RESTARTS = 2;
    /**
     * Nova lists servers that it is still scheduling before all others. When the marker is one of these, the page after
     * it begins with the others anew, and may well end with the same marker, which has been scheduled in between:
     * following it once more then leads on.
     */
    private static final int MOST_PER_MARKER = 3;

    private static final Pattern MARKER = Pattern.compile("[?&]marker=([^&]+)");

    private Pages() {}

    /**
     * All objects of the list, each once.
     *
     * @param page gets the page after a marker, which is null for the first
     * @param field where in a page the objects are
     */
    static List<JsonNode> all(String field, Function<String, JsonNode> page) {
        for (int restarts = 0; restarts <= MOST_RESTARTS; restarts++) {
            Optional<List<JsonNode>> objects = once(field, page);
            if (objects.isPresent()) {
                return objects.get();
            }
        }
        throw new CloudException(Kind.RETRY_LATER, "the list of " + field + " changes faster than it can be read");
    }

    /** Empty when the object that a page was to begin after was deleted in between. */
    private static Optional<List<JsonNode>> once(String field, Function<String, JsonNode> page) {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        Map<String, Integer> followed = new HashMap<>();
        String marker = null;
        for (int count = 0; count < MOST_PAGES; count++) {
            JsonNode answer;
            try {
                answer = page.apply(marker);
            } catch (CloudException e) {
                if (marker != null && (e.kind() == Kind.BAD_REQUEST || e.kind() == Kind.GONE)) {
                    return Optional.empty();
                }
                throw e;
            }
            if (!answer.path(field).isArray()) {
                throw new CloudException(Kind.RETRY_LATER, "the answer is no list of " + field);
            }
            answer.path(field).forEach(object -> objects.put(object.path("id").asText(), object));
            Optional<String> next = next(field, answer);
            if (next.isEmpty()) {
                return Optional.of(new ArrayList<>(objects.values()));
            }
            marker = next.get();
            if (followed.merge(marker, 1, Integer::sum) > MOST_PER_MARKER) {
                break;
            }
        }
        throw new CloudException(Kind.RETRY_LATER, "the list of " + field + " does not end");
    }

    private static Optional<String> next(String field, JsonNode answer) {
        String link = answer.path("next").asText();
        for (JsonNode other : answer.path(field + "_links")) {
            if (other.path("rel").asText().equals("next")) {
                link = other.path("href").asText();
            }
        }
        Matcher marker = MARKER.matcher(link);
        return marker.find() ? Optional.of(marker.group(1)) : Optional.empty();
    }
}
