package io.bakehouse.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Values of CloudEvents' binary-mode headers: a quoted string is unquoted first, then percent-decoded once. Source:
 * CloudEvents, {@code http-protocol-binding.md}, section 3.1.3.2.
 */
final class HeaderText {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private HeaderText() {}

    /**
     * The text that the header stands for, null for null.
     *
     * @throws MalformedException when what was encoded is no UTF-8
     */
    static String decode(String header) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = ESCAPED.matcher(value.substring(1, value.length() - 1)).replaceAll("$1");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            int high = i + 2 < value.length() && value.charAt(i) == '%' ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(value.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a ce- header is not UTF-8 after percent-decoding");
        }
    }
}
