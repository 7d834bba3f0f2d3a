package io.bakehouse.model;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The placeholders that a recipe's user data may contain. What they become consists of letters, digits and
 * {@code : / ? = . _ - [ ]} alone, so that it needs no escaping in YAML, shell quotes, JSON or a URL.
 */
public final class UserData {
    /** The bake id. */
    public static final String BAKE = "@BAKEHOUSE_BAKE@";

    /** The image family. */
    public static final String FAMILY = "@BAKEHOUSE_FAMILY@";

    /** The address to which this server's config run is to be reported; it is good for this server alone. */
    public static final String CALLBACK_URL = "@BAKEHOUSE_CALLBACK_URL@";

    private static final Pattern ANY = Pattern.compile("@BAKEHOUSE_[A-Z_]*@");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9:/?=._\\-\\[\\]]*");

    private UserData() {}

    /** The placeholders in the text that nobody knows: a misspelt one would reach the server as it is. */
    public static Set<String> unknown(String text) {
        return ANY.matcher(text)
                .results()
                .map(match -> match.group())
                .filter(name -> !Set.of(BAKE, FAMILY, CALLBACK_URL).contains(name))
                .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
    }

    /**
     * The text with its placeholders replaced.
     *
     * @throws IllegalArgumentException when a value would need escaping
     */
    public static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!SAFE.matcher(value.getValue()).matches()) {
                throw new IllegalArgumentException("the value of " + value.getKey() + " would need escaping");
            }
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }
}
