package io.bakehouse.engine;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses answers may be sent to. They come with requests of chat products, so whoever can forge one could make
 * this program talk to anybody: only known hosts are answered, and only outside of our own networks.
 *
 * @param hosts known besides those of the products themselves
 * @param inside those of them that may lie in private networks, or on this machine
 */
record ReplyAddress(Set<String> hosts, Set<String> inside) {
    private static final Map<String, Set<String>> OF_PRODUCT = Map.of(
            "slack", Set.of("hooks.slack.com", "hooks.slack-gov.com"),
            "discord", Set.of("discord.com"));

    private static final int HTTPS = 443;

    ReplyAddress {
        hosts = Set.copyOf(hosts);
        inside = Set.copyOf(inside);
    }

    /** The address, if it may be used at all. */
    Optional<URI> read(String product, String text) {
        try {
            URI url = new URI(text);
            String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
            boolean known = OF_PRODUCT.getOrDefault(product, Set.of()).contains(host) || hosts.contains(host);
            boolean secure = "https".equals(url.getScheme()) && (url.getPort() < 0 || url.getPort() == HTTPS);
            boolean ours = inside.contains(host) && ("https".equals(url.getScheme()) || isLoopback(url, host));
            boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            return known && plain && (secure || ours) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(URI url, String host) {
        return "http".equals(url.getScheme()) && (host.equals("127.0.0.1") || host.equals("localhost"));
    }

    /** Whether a host that is known may be at that address. */
    boolean allows(String host, InetAddress address) {
        return inside.contains(host.toLowerCase(Locale.ROOT)) || isPublic(address);
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean reserved = bytes.length == 4
                ? first == 0 || first >= 240 || (first == 100 && (second & 0xc0) == 64)
                // Unique local addresses, and everything that embeds an IPv4 address.
                : (first & 0xfe) == 0xfc || first == 0 || (first == 0x20 && second == 0x02);
        return !reserved
                && !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress();
    }
}
