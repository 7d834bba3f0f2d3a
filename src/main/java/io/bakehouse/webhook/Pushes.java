package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What pushes of all forges have in common: refs, commits that are none, and the files of each commit. */
final class Pushes {
    private static final int MOST_PATHS = 3_000;
    private static final int LONGEST = 1_000;
    private static final Pattern NONE = Pattern.compile("0{40}(0{24})?");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{7,64}");

    private Pushes() {}

    /** Whether the text stands for "no commit": such a push made or deleted a branch. */
    static boolean isNone(String commit) {
        return commit == null || NONE.matcher(commit).matches();
    }

    /** The commit's hash, null when it is none. */
    static String commit(String text) {
        return isNone(text) || !HASH.matcher(text).matches() ? null : text;
    }

    /** A member without which the message is no push. */
    static String required(JsonNode body, String member) {
        String text = JsonBody.text(body, member);
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new MalformedException("the push has no usable " + member);
        }
        return text;
    }

    /** The files that the listed commits added, modified and removed, up to a limit. */
    static Set<String> paths(JsonNode commits) {
        Set<String> paths = new LinkedHashSet<>();
        for (JsonNode commit : commits) {
            for (String kind : List.of("added", "modified", "removed")) {
                for (JsonNode path : commit.path(kind)) {
                    if (paths.size() >= MOST_PATHS) {
                        return paths;
                    }
                    if (path.isTextual() && path.asText().length() <= LONGEST) {
                        paths.add(path.asText());
                    }
                }
            }
        }
        return paths;
    }

    /**
     * Whether those are all files that the push changed.
     *
     * @param total how many commits the push has, null when the message does not say
     * @param mostListed how many commits this forge lists at most
     */
    static boolean isWhole(JsonNode commits, Set<String> paths, Integer total, int mostListed) {
        return !commits.isEmpty()
                && commits.size() < mostListed
                && (total == null || total <= commits.size())
                && paths.size() < MOST_PATHS;
    }
}
