package io.bakehouse.practice.http;

import io.bakehouse.practice.Look;
import io.bakehouse.practice.PracticeProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One API request that the practice cloud answers.
 *
 * @param template {@code METHOD service/path} as in functions.yaml
 * @param open whether it takes no token
 */
record Route(String method, Pattern path, String template, Service service, boolean open, Action action) {

    /** What answers it. */
    @FunctionalInterface
    interface Action {
        Answer answer(Asked asked);
    }

    /**
     * A request together with what is known about it.
     *
     * @param project whose token it carries, null for an open route
     * @param ids what stands at the variable places of the path
     */
    record Asked(Request request, PracticeProject project, Look look, List<String> ids) {
        String id() {
            return ids.get(0);
        }
    }

    /** A route with a token; {@code {id}} in the path stands for one segment. */
    static Route of(Service service, String method, String path, Action action) {
        return new Route(method, pattern(service, path), method + " " + service.inTable(path), service, false, action);
    }

    /** A route without a token. */
    static Route open(Service service, String method, String path, Action action) {
        return new Route(method, pattern(service, path), method + " " + service.inTable(path), service, true, action);
    }

    private static Pattern pattern(Service service, String path) {
        String quoted = Pattern.quote(service.root() + path).replaceAll("\\{[a-z]+}", "\\\\E([^/]+)\\\\Q");
        return Pattern.compile(quoted);
    }

    /** The variable parts of the path, empty when the path is not this route's. */
    Optional<List<String>> match(String requested) {
        Matcher matcher = path.matcher(requested);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            ids.add(matcher.group(i));
        }
        return Optional.of(ids);
    }
}
