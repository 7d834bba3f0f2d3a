package io.bakehouse.simulation.seeded;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.simulation.Functions;
import java.util.List;
import java.util.regex.Pattern;

/** Secrets that are planted where secrets are, and must not be found anywhere else. */
final class Secrets {
    /** What the callbacks of builders and canaries are made from. */
    static final String CALLBACK = Functions.CALLBACK_SECRET;
    /** What the cloud may repeat in its words when it refuses something. */
    static final String CLOUD = "gAAAAABcanaryf00dcloudtoken";
    /** What a config run may have in the message of its failure. */
    static final String GUEST = "canary-f00d-guest";

    /** Where a chat takes answers: whoever knows it can write there. */
    static final String REPLY = "T1-canary-f00d-reply";

    private static final List<String> ALL = List.of(CALLBACK, Functions.TOKEN, CLOUD, GUEST, REPLY);

    /** What only a builder or canary is told. */
    private static final Pattern TICKET = Pattern.compile("bake\\.[a-z0-9-]+\\.(builder|canary)\\.[A-Za-z0-9_-]{43}");

    private Secrets() {}

    /** What the refusal would be in a cloud that repeats the request's headers. */
    static CloudException leaking(CloudException refusal) {
        String words = refusal.getMessage() + " {\"X-Auth-Token\": \"" + CLOUD + "\"} from https://bakehouse:" + GUEST
                + "@cloud.test:5000/v3";
        return new CloudException(refusal.kind(), words, refusal.retryAfter().orElse(null), refusal.getCause());
    }

    /** The message of a config run that failed in the middle of something secret. */
    static String leaking(String message) {
        return message + ": mysql --password " + GUEST + " -h db; Authorization: Bearer " + Functions.TOKEN;
    }

    static void checkEvent(String body) {
        check("an event", body);
    }

    static void checkDead(DeadLetter letter) {
        check("a dead letter", letter.toString());
    }

    /** What is written on an image, a server or a volume; the user data of a server is none of it. */
    static void checkMarks(Object[] arguments) {
        for (String value : WrongMarks.of(arguments).values()) {
            check("a mark", value);
        }
    }

    /** What a chat is told. */
    static void checkReply(String json) {
        check("an answer to a chat", json);
    }

    /** A line of the log. */
    static void checkLine(String line) {
        check("the log", line);
    }

    private static void check(String where, String text) {
        for (String secret : ALL) {
            if (text.contains(secret)) {
                throw new Violation("a secret is in " + where + ": " + text.replace(secret, "…"));
            }
        }
        if (text.contains("bake.") && TICKET.matcher(text).find()) {
            throw new Violation("a callback is in " + where + ": " + text);
        }
    }
}
