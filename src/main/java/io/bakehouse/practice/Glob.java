package io.bakehouse.practice;

import java.util.regex.Pattern;

/** Patterns with {@code *} for any text and {@code ?} for any character. */
final class Glob {
    private Glob() {}

    static boolean matches(String glob, String text) {
        if (glob.equals("*")) {
            return true;
        }
        String quoted = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, Pattern.DOTALL).matcher(text).matches();
    }
}
