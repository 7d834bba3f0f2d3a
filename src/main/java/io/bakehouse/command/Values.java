package io.bakehouse.command;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand behind a key: a name, a number, an id, or for people's reasons a sentence. */
final class Values {
    private static final Set<String> SENTENCES = Set.of("reason", "by");
    private static final Set<String> NUMBERS = Set.of("count", "limit");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:+-]{0,254}");
    private static final Pattern SENTENCE = Pattern.compile("[^\\p{Cntrl}\\p{Co}\\p{Cs}]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Values() {}

    static boolean isSentence(String key) {
        return SENTENCES.contains(key);
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** What is wrong with it, or empty. */
    static Optional<String> check(String key, String value) {
        String shown = "'" + Grammar.shortened(value) + "'";
        if (SENTENCES.contains(key)) {
            return when(!SENTENCE.matcher(value).matches(), "a " + key + " is a text of 1 to 255 characters");
        }
        if (NUMBERS.contains(key)) {
            return when(!NUMBER.matcher(value).matches(), shown + " is no number");
        }
        if (key.equals("image")) {
            return when(!isUuid(value), shown + " is no image's id, which 'images' shows");
        }
        return when(
                !NAME.matcher(value).matches(),
                shown + " is no name: letters, digits and . _ @ : + - are, up to 255 of them");
    }

    private static Optional<String> when(boolean wrong, String words) {
        return wrong ? Optional.of(words) : Optional.empty();
    }
}
