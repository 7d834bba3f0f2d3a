package io.bakehouse.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What somebody is told in a chat, in plain text that each product escapes in its own way.
 *
 * @param everybody whether the whole channel sees it, or only who asked
 */
public record ChatText(List<String> lines, boolean everybody, List<Button> buttons) {
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 500;

    public ChatText {
        lines = List.copyOf(lines);
        buttons = List.copyOf(buttons);
    }

    /**
     * A button.
     *
     * @param line the command that a click gives
     */
    public record Button(String label, String line, boolean danger) {}

    /** For whoever asked. */
    public static ChatText quiet(String... lines) {
        return new ChatText(Arrays.asList(lines), false, List.of());
    }

    /** For whoever asked. */
    public static ChatText quiet(List<String> lines) {
        return new ChatText(lines, false, List.of());
    }

    /** For everybody in the channel. */
    public static ChatText open(List<String> lines) {
        return new ChatText(lines, true, List.of());
    }

    /** The same with these buttons. */
    public ChatText with(Button... more) {
        return new ChatText(lines, everybody, Arrays.asList(more));
    }

    /** As one text of at most so many characters, escaped line by line, so that nothing is cut within an escape. */
    String shaped(UnaryOperator<String> escape, String newline, int longest) {
        List<String> shown = new ArrayList<>();
        int room = longest - 40;
        for (String line : lines) {
            String one = escape.apply(plain(line));
            room -= one.length() + newline.length();
            if (room < 0 || shown.size() == MOST_LINES) {
                break;
            }
            shown.add(one);
        }
        int more = lines.size() - shown.size();
        if (more > 0) {
            shown.add("… and " + more + " more");
        }
        return String.join(newline, shown);
    }

    private static String plain(String line) {
        String text = line.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]+", " ");
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE - 1) + "…";
    }
}
