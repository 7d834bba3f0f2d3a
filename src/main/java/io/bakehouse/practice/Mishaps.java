package io.bakehouse.practice;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What goes wrong in the life of one server: words such as {@code failsnap} or {@code slowboot=5}. */
final class Mishaps {
    /** The metadata key whose value names mishaps. */
    static final String KEY = "practice";

    private static final Duration USUAL = Duration.ofSeconds(5);

    private final Map<Mishap, Duration> all = new LinkedHashMap<>();

    /** The kinds of mishap; the words are their names in lower case. */
    enum Mishap {
        /** The server ends in ERROR after the time that a boot takes. */
        FAILBOOT,
        /** The server is in ERROR at once. */
        ABORTBOOT,
        /** BUILD takes that many seconds more. */
        SLOWBOOT,
        /** BUILD until deleted. */
        HANGBOOT,
        /** The guest powers off that many seconds after the boot. */
        CRASH,
        /** Nova deletes the image that it was making. */
        FAILSNAP,
        /** The image stays queued for ever. */
        LOSESNAP,
        /** The upload takes that many seconds more. */
        SLOWSNAP,
        /** The snapshot runs until it is deleted. */
        HANGSNAP,
        /** The volume that the server was to boot from ends in error, and the server with it. */
        FAILVOLUME,
        /** Snapshots of the server's volumes end in error; the image that names them is active all the same. */
        FAILVOLSNAP,
        /** Snapshots of the server's volumes take that many seconds more. */
        SLOWVOLSNAP,
        /** Snapshots of the server's volumes are being made for ever. */
        HANGVOLSNAP,
        /** The deletion fails and leaves the server in ERROR. */
        FAILDELETE
    }

    /** Mishaps named in the server's name, in its metadata, and by the words planted for it. */
    static Mishaps of(String serverName, Map<String, String> metadata, Set<String> planted) {
        Mishaps found = new Mishaps();
        for (Mishap mishap : Mishap.values()) {
            if (serverName.contains(word(mishap))) {
                found.all.put(mishap, USUAL);
            }
        }
        found.read(metadata.getOrDefault(KEY, ""));
        planted.forEach(found::read);
        return found;
    }

    private void read(String words) {
        for (String part : words.split("[, ]+", -1)) {
            int equals = part.indexOf('=');
            String word = equals < 0 ? part : part.substring(0, equals);
            for (Mishap mishap : Mishap.values()) {
                if (word.equals(word(mishap))) {
                    all.put(mishap, equals < 0 ? USUAL : seconds(part.substring(equals + 1)));
                }
            }
        }
    }

    private static Duration seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : USUAL;
    }

    private static String word(Mishap mishap) {
        return mishap.name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean has(Mishap mishap) {
        return all.containsKey(mishap);
    }

    /** How long the mishap takes, nothing when it does not happen. */
    Duration time(Mishap mishap) {
        return all.getOrDefault(mishap, Duration.ZERO);
    }
}
