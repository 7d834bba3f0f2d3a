package io.bakehouse.platform;

import java.util.List;
import java.util.regex.Pattern;

/** Takes what looks secret out of texts that others wrote, before they reach a log, an event or an answer. */
public final class Redaction {
    private static final String GONE = "***";

    /**
     * What to take out.
     *
     * @param sign no text without it has anything of the kind; to look for it costs a fraction of trying the pattern
     */
    private record Rule(String sign, Pattern pattern, String replacement) {}

    // Each begins with something literal: every position of a text is tried, and failures are many when a cloud is
    // down.
    private static final List<Rule> RULES = List.of(
            // Keystone's Fernet tokens.
            rule("gAAAA", "gAAAA[0-9A-Za-z_=-]{8,}", GONE),
            // JSON Web Tokens.
            rule("eyJ", "eyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]*", GONE),
            rule("", "(?i)(?=a)(authorization[\"']?\\s*[:=]\\s*[\"']?)[^\\r\\n\"',}]+", "$1" + GONE),
            rule("", "(?i)\\b(bearer|basic)\\s+[0-9A-Za-z+/._~=-]{6,}", "$1 " + GONE),
            rule("://", "(?=:)(://)[^/\\s@:]*:[^/\\s@]*@", "$1" + GONE + "@"),
            rule(
                    "",
                    // What it can begin with comes first: a look at one letter instead of six words.
                    "(?i)(?=[apst])((?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|private[_-]?key)[\"']?"
                            + "\\s*(?:=>|[=:])\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&\"'}\\])]+)",
                    "$1" + GONE),
            rule("-", "(?i)(?=-)(--?(?:password|passwd|token|secret)\\s+)\\S+", "$1" + GONE));

    private Redaction() {}

    /** The text without what looks like a token, a password or the credentials of an address. */
    public static String redact(String text) {
        if (text == null) {
            return null;
        }
        String clean = text;
        for (Rule rule : RULES) {
            if (clean.contains(rule.sign())) {
                clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
            }
        }
        return clean;
    }

    private static Rule rule(String sign, String regex, String replacement) {
        return new Rule(sign, Pattern.compile(regex), replacement);
    }
}
