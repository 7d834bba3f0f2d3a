package io.bakehouse.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells UUIDs of servers from other ids that tools send, such as EC2's {@code i-0000001a}. */
final class ServerId {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ServerId() {}

    /** The id in Nova's spelling: tools that read it from the DMI table print it in upper case. */
    static Optional<String> of(String text) {
        return Optional.ofNullable(text)
                .map(given -> given.toLowerCase(Locale.ROOT))
                .filter(given -> UUID.matcher(given).matches());
    }
}
