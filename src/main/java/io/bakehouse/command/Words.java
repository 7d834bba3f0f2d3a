package io.bakehouse.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits what people write into words, as a shell would, and forgives what word processors made of it. */
final class Words {
    static final int LONGEST_LINE = 1_000;
    static final int MOST_WORDS = 32;

    /** Dashes in front of a word, of which programs make one long one. */
    private static final Pattern LONG_DASH = Pattern.compile("(?<=^|\\s)[\\u2012-\\u2015](?=\\p{Alpha})");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Words() {}

    /** The words; quotes keep several together. */
    static List<String> of(String line) {
        if (line.length() > LONGEST_LINE) {
            throw CommandException.wrong("a command has at most " + LONGEST_LINE + " characters");
        }
        String plain = normalised(line);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            if (quote != 0 && letter == quote) {
                quote = 0;
            } else if (quote == 0 && isQuote(letter, word)) {
                quote = letter;
                begun = true;
            } else if (quote == 0 && letter == ' ') {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(letter);
                begun = true;
            }
        }
        if (quote != 0) {
            throw CommandException.wrong("a quote is not closed: write \"...\" around words that belong together");
        }
        if (begun) {
            words.add(word.toString());
        }
        if (words.size() > MOST_WORDS) {
            throw CommandException.wrong("a command has at most " + MOST_WORDS + " words");
        }
        return words;
    }

    /** An apostrophe within a word is one. */
    private static boolean isQuote(char letter, CharSequence word) {
        boolean starts = word.length() == 0 || word.charAt(word.length() - 1) == '=';
        return (letter == '"' || letter == '\'') && starts;
    }

    private static String normalised(String line) {
        String quotes = line.replaceAll("[\\u201c\\u201d\\u201e\\u201f\\u00ab\\u00bb]", "\"")
                .replaceAll("[\\u2018\\u2019\\u201a\\u201b]", "'")
                .replaceAll("[\\u200b-\\u200d\\u2060\\ufeff]", "");
        String dashes = LONG_DASH.matcher(quotes).replaceAll("--").replaceAll("[\\u2010-\\u2015\\u2212]", "-");
        String spaces = dashes.replaceAll("[\\s\\u00a0\\u2007\\u202f]+", " ").strip();
        if (CONTROL.matcher(spaces).find()) {
            throw CommandException.wrong("a command is plain text, without control characters");
        }
        return spaces;
    }
}
