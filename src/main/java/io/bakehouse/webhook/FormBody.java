package io.bakehouse.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded} from strangers. */
public final class FormBody {
    private static final int MOST_FIELDS = 100;

    private FormBody() {}

    /**
     * The fields; of one that is repeated, the first.
     *
     * @throws MalformedException for broken percent-encoding or over 100 fields
     */
    public static Map<String, String> read(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        String[] pairs = new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new MalformedException("the form has more than " + MOST_FIELDS + " fields");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("the form's percent-encoding is broken");
        }
    }
}
