package io.bakehouse.practice.http;

import io.bakehouse.practice.ImageDoc;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The query parameters of {@code GET /v2/images}. A filter that is not modelled is refused, not ignored. */
final class ImageFilter {
    private static final Set<String> VISIBILITIES = Set.of("public", "private", "shared", "community", "all");
    private static final Set<String> PAGING = Set.of("limit", "marker");
    private static final Set<String> NOT_MODELLED = Set.of(
            "sort",
            "sort_key",
            "sort_dir",
            "created_at",
            "updated_at",
            "size_min",
            "size_max",
            "member_status",
            "changes-since");

    private ImageFilter() {}

    static Predicate<ImageDoc> of(Request request, PracticeProject project) {
        boolean hidden = hidden(request.parameter("os_hidden").orElse("false"));
        String visibility = request.parameter("visibility").orElse("");
        Predicate<ImageDoc> filter = image -> image.isTrue("os_hidden") == hidden;
        filter = filter.and(visibility(visibility, project));
        for (String name : request.query().keySet()) {
            if (!name.equals("os_hidden") && !name.equals("visibility") && !PAGING.contains(name)) {
                filter = filter.and(one(name, request.query().get(name)));
            }
        }
        return filter;
    }

    private static boolean hidden(String value) {
        if (!Set.of("true", "false").contains(value)) {
            throw new Refusal(
                    400, "Invalid value '" + value + "' for 'os_hidden' filter. Valid values are 'true' or 'false'.");
        }
        return value.equals("true");
    }

    /** Images that others offer to the community are listed only to those who ask for them. */
    private static Predicate<ImageDoc> visibility(String wanted, PracticeProject project) {
        if (wanted.isEmpty()) {
            return image -> !"community".equals(image.text("visibility"))
                    || project.id().equals(image.owner());
        }
        if (!VISIBILITIES.contains(wanted)) {
            throw new Refusal(400, "Invalid visibility value: " + wanted);
        }
        return image -> wanted.equals("all") || wanted.equals(image.text("visibility"));
    }

    private static Predicate<ImageDoc> one(String name, List<String> values) {
        if (NOT_MODELLED.contains(name)) {
            throw new Refusal(501, "the practice cloud does not know the filter " + name);
        }
        if (name.equals("tag")) {
            return image -> image.attributes().get("tags") instanceof List<?> tags && tags.containsAll(values);
        }
        String value = values.get(values.size() - 1);
        if (value.startsWith("in:") && Set.of("name", "id", "status").contains(name)) {
            List<String> any = Arrays.asList(value.substring("in:".length()).split(",", -1));
            return image -> any.contains(image.text(name));
        }
        return image -> value.equals(image.text(name));
    }

    static int limit(Request request, int usual, int longest) {
        String limit = request.parameter("limit").orElse(null);
        if (limit == null) {
            return Math.min(usual, longest);
        }
        if (!limit.matches("-?[0-9]+")) {
            throw new Refusal(400, "limit param must be an integer");
        }
        if (limit.startsWith("-")) {
            throw new Refusal(400, "limit param must be positive");
        }
        return limit.length() > 6 ? longest : Math.min(longest, Integer.parseInt(limit));
    }
}
