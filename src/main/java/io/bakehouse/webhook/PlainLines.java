package io.bakehouse.webhook;

/** Walks over the indented lines of YAML each of which can be understood by itself; {@link PlainBlock} says why. */
final class PlainLines {
    /** The column up to which a line may begin, so that 50 collections are never open: at most two begin in a column. */
    private static final int WIDEST_INDENT = 20;

    private static final int NOT_PLAIN = -1;
    private static final String BEGINS_PLAIN = "/._-+~$(";

    private final byte[] body;
    private int at;

    private PlainLines(byte[] body, int at) {
        this.body = body;
        this.at = at;
    }

    /** Where the indented lines that begin there end, or -1 when one of them is not plain. */
    static int skip(byte[] body, int begin) {
        PlainLines lines = new PlainLines(body, begin);
        while (lines.peek() == ' ' || lines.peek() == '\n') {
            if (!lines.line()) {
                return NOT_PLAIN;
            }
        }
        return lines.at;
    }

    private boolean line() {
        int begin = at;
        while (peek() == ' ' || (peek() == '-' && endsToken(at + 1))) {
            at++;
        }
        return at - begin <= WIDEST_INDENT && (ends() || node(true));
    }

    /** A key with its value, or a value, to the end of the line. */
    private boolean node(boolean mayBeKey) {
        if (!value(peek())) {
            return false;
        }
        if (ends()) {
            return true;
        }
        if (!mayBeKey || peek() != ':' || !endsToken(at + 1)) {
            return false;
        }
        at++;
        while (peek() == ' ') {
            at++;
        }
        return ends() || node(false);
    }

    /** Goes on to the next line, if this one is at its end. */
    private boolean ends() {
        boolean ends = peek() == '\n';
        at += ends ? 1 : 0;
        return ends;
    }

    private boolean value(int first) {
        return switch (first) {
            case '\'', '"' -> quoted(first);
            case '[', '{' -> emptyCollection(first);
            default -> beginsPlain(first) && plain();
        };
    }

    private boolean quoted(int quote) {
        at++;
        while (isText(peek())) {
            int next = body[at++];
            if (next == quote) {
                if (quote != '\'' || peek() != '\'') {
                    return true;
                }
                at++;
            } else if (next == '\\' && quote == '"') {
                if (!isText(peek())) {
                    return false;
                }
                at++;
            }
        }
        return false;
    }

    private boolean emptyCollection(int bracket) {
        boolean isEmpty = byteAt(at + 1) == (bracket == '[' ? ']' : '}');
        at += 2;
        return isEmpty && peek() == '\n';
    }

    /** Up to the end of the line or of a key. */
    private boolean plain() {
        while (isText(peek()) && !(peek() == ':' && endsToken(at + 1))) {
            at++;
        }
        return peek() == ':' || peek() == '\n';
    }

    private int peek() {
        return byteAt(at);
    }

    /** The byte there, or one that nothing begins with. */
    private int byteAt(int index) {
        return index < body.length ? body[index] : NOT_PLAIN;
    }

    private boolean endsToken(int index) {
        return byteAt(index) == ' ' || byteAt(index) == '\n';
    }

    private static boolean isText(int next) {
        return next >= ' ' && next <= '~';
    }

    private static boolean beginsPlain(int first) {
        return (first >= 'a' && first <= 'z')
                || (first >= 'A' && first <= 'Z')
                || (first >= '0' && first <= '9')
                || BEGINS_PLAIN.indexOf(first) >= 0;
    }
}
