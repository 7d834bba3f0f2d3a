package io.bakehouse.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells IP addresses that name one machine from other texts, without asking any name server. */
final class IpLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9a-f:.]{2,45}");

    private IpLiteral() {}

    /** The address in lower case; empty when it is none, or one that every machine has, such as 127.0.0.1. */
    static Optional<String> of(String text) {
        String given = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (!V4.matcher(given).matches() && !V6.matcher(given).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(given);
            boolean everywhere = address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress();
            return everywhere ? Optional.empty() : Optional.of(given);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
