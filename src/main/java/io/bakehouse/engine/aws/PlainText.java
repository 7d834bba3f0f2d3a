package io.bakehouse.engine.aws;

/** Text as SQS takes it: a message with any other character is refused, and would never get out of the process. */
final class PlainText {
    private static final String REFUSED = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private PlainText() {}

    /** The same text with question marks for what SQS refuses. */
    static String of(String text) {
        return text.replaceAll(REFUSED, "?");
    }

    /** JSON that means the same: such characters can only stand within strings, where they have another spelling. */
    static String json(String json) {
        return json.replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
    }
}
