package io.bakehouse.practice.http;

import io.bakehouse.practice.Refusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nova's microversions 2.1 to 2.93, by their second number. */
final class Microversion {
    private static final int NEWEST = 93;
    private static final Pattern FORM = Pattern.compile("([1-9]\\d*)\\.([1-9]\\d*|0)");

    private Microversion() {}

    /** The microversion that the request asks for. */
    static int of(Request request) {
        String asked = asked(request);
        if (asked.equals("latest")) {
            return NEWEST;
        }
        Matcher matcher = FORM.matcher(asked);
        if (!matcher.matches()) {
            throw new Refusal(
                    400, "API Version String " + asked + " is of invalid format. Must be of format MajorNum.MinorNum.");
        }
        int minor = matcher.group(2).length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(2));
        if (!matcher.group(1).equals("2") || minor < 1 || minor > NEWEST) {
            throw new Refusal(
                    406,
                    "Version " + asked + " is not supported by the API. Minimum is 2.1 and maximum is 2." + NEWEST
                            + ".");
        }
        return minor;
    }

    private static String asked(Request request) {
        String general = request.header("OpenStack-API-Version").orElse("").strip();
        if (general.toLowerCase(Locale.ROOT).startsWith("compute ")) {
            return general.substring("compute ".length()).strip();
        }
        return request.header("X-OpenStack-Nova-API-Version").orElse("2.1").strip();
    }

    /** Puts the microversion into the answer's headers. */
    static Answer stamp(Request request, Answer answer) {
        String asked = asked(request);
        if (!asked.equals("latest") && !FORM.matcher(asked).matches()) {
            return answer;
        }
        String version = asked.equals("latest") ? "2." + NEWEST : asked;
        return answer.with("OpenStack-API-Version", "compute " + version)
                .with("X-OpenStack-Nova-API-Version", version)
                .with("Vary", "OpenStack-API-Version");
    }
}
