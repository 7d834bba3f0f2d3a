package io.bakehouse.practice.http;

import io.bakehouse.model.ServerStatus;
import io.bakehouse.practice.Refusal;
import io.bakehouse.practice.ServerState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The query parameters of {@code GET /servers}. A filter that is not modelled is refused, not ignored. */
final class ServerFilter {
    private static final Set<String> PAGING = Set.of("limit", "marker");
    /** Parameters of Nova whose effect the practice cloud does not have. */
    private static final Set<String> NOT_MODELLED = Set.of(
            "tags-any",
            "not-tags",
            "not-tags-any",
            "changes-since",
            "changes-before",
            "sort_key",
            "sort_dir",
            "host",
            "deleted",
            "availability_zone",
            "key_name",
            "locked",
            "vm_state",
            "task_state");

    private ServerFilter() {}

    static Predicate<ServerState> of(Request request, int microversion) {
        Predicate<ServerState> filter = server -> true;
        for (String name : request.query().keySet()) {
            filter = filter.and(one(request, name, request.query().get(name), microversion));
        }
        return filter;
    }

    private static Predicate<ServerState> one(Request request, String name, List<String> values, int microversion) {
        String value = values.get(0);
        return switch (name) {
            case "name" -> name(regex(value));
            case "ip" -> address(value);
            case "ip6" -> server -> value.isEmpty();
            case "tags" -> tags(value, microversion);
            case "status" -> status(values);
            case "image" -> server -> server.birth().imageRef().equals(value);
            case "flavor" -> server -> server.birth().flavor().id().equals(value);
            case "reservation_id" -> server -> server.birth().reservation().equals(value);
            case "uuid" -> server -> server.id().equals(value);
            case "all_tenants" ->
                throw new Refusal(
                        403,
                        "Policy doesn't allow os_compute_api:servers:"
                                + (request.path().endsWith("/detail") ? "detail" : "index")
                                + ":get_all_tenants to be performed.");
            default -> other(name, microversion);
        };
    }

    private static Predicate<ServerState> name(Pattern regex) {
        return server -> regex.matcher(server.birth().name()).find();
    }

    /** As with Neutron's extension ip-substring-filtering: any part of the address. Its network has no IPv6. */
    private static Predicate<ServerState> address(String part) {
        return server -> part.isEmpty()
                || (server.isOnNetwork() && server.birth().address().contains(part));
    }

    /** Nova below 2.26 leaves the filter out without a word. */
    private static Predicate<ServerState> tags(String value, int microversion) {
        return microversion < 26 || value.isEmpty()
                ? server -> true
                : server -> server.birth().spec().tags().containsAll(Arrays.asList(value.split(",", -1)));
    }

    private static Predicate<ServerState> status(List<String> values) {
        if (values.stream().anyMatch(value -> ServerStatus.of(value) == ServerStatus.UNKNOWN)) {
            throw new Refusal(400, "Invalid status value");
        }
        return server -> values.contains(server.status().name());
    }

    private static Predicate<ServerState> other(String name, int microversion) {
        if (NOT_MODELLED.contains(name)) {
            throw new Refusal(501, "the practice cloud does not know the filter " + name);
        }
        // Nova ignores the metadata filter of members, as any parameter that it does not know, until 2.75.
        if (!PAGING.contains(name) && !name.equals("metadata") && !name.startsWith("_") && microversion >= 75) {
            throw new Refusal(400, "'" + name + "' does not match any of the regexes: '^_'");
        }
        return server -> true;
    }

    private static Pattern regex(String value) {
        try {
            return Pattern.compile(value, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new Refusal(
                    400,
                    "Invalid input for query parameters name. Value: " + value + ". '" + value + "' is not a 'regex'");
        }
    }

    static int limit(Request request, int longest) {
        String limit = request.parameter("limit").orElse(null);
        if (limit == null || limit.isEmpty()) {
            return longest;
        }
        if (!limit.matches("[0-9]+")) {
            throw new Refusal(
                    400,
                    "Invalid input for query parameters limit. Value: " + limit + ". '" + limit
                            + "' does not match '^[0-9]*$'");
        }
        return limit.length() > 6 ? longest : Math.min(longest, Integer.parseInt(limit));
    }
}
