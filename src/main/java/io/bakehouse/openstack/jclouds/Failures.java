package io.bakehouse.openstack.jclouds;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What an answer above 299, or none at all, means to a caller. */
final class Failures {
    private static final Pattern QUOTA =
            Pattern.compile("(?i)quota exceeded|exceed\\w* quota|over quota|over limit|maximum number of");
    /** Nova's 409 for a project with two networks and no choice: waiting does not help. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)multiple possible networks");
    /** A 413 of the server before the service, as for 100 KB of user-data: no quota. */
    private static final Pattern TOO_LARGE = Pattern.compile("(?i)request (is|entity) too large|max_request_body_size");

    private Failures() {}

    /**
     * Classifies an answer.
     *
     * @param repeatable whether the request changes nothing, so that a failure of the server is not an unknown outcome
     * @param line method and path template
     * @param words what the service said, already fit for people
     */
    static CloudException answer(
            boolean repeatable, String line, int status, String words, Optional<Duration> retryAfter) {
        Kind kind = kind(repeatable, status, words, retryAfter.isPresent());
        String text = (words.isEmpty() ? "no explanation" : words) + " (" + line + ": " + status + ")";
        return new CloudException(kind, text, retryAfter.orElse(null), status == 409 ? new Conflict() : null);
    }

    /** Whether the service said that something is taken or busy (409). */
    static boolean isConflict(CloudException failure) {
        return failure.getCause() instanceof Conflict;
    }

    private static Kind kind(boolean repeatable, int status, String words, boolean told) {
        boolean quota = QUOTA.matcher(words).find();
        return switch (status) {
            case 401 -> Kind.NOT_OURS;
            case 403 -> quota ? Kind.QUOTA : Kind.NOT_OURS;
            case 404, 410 -> Kind.GONE;
            case 408 -> repeatable ? Kind.RETRY_LATER : Kind.UNKNOWN_OUTCOME;
            case 409 -> quota ? Kind.QUOTA : AMBIGUOUS.matcher(words).find() ? Kind.BAD_REQUEST : Kind.RETRY_LATER;
            case 413 -> told ? Kind.RETRY_LATER : TOO_LARGE.matcher(words).find() ? Kind.BAD_REQUEST : Kind.QUOTA;
            case 425, 429 -> Kind.RETRY_LATER;
            default -> status < 500 ? Kind.BAD_REQUEST : repeatable ? Kind.RETRY_LATER : Kind.UNKNOWN_OUTCOME;
        };
    }

    /** Classifies a request without an answer. */
    static CloudException noAnswer(boolean repeatable, String line, String host, IOException failure) {
        Kind kind = repeatable || wasNeverSent(failure) ? Kind.RETRY_LATER : Kind.UNKNOWN_OUTCOME;
        return new CloudException(kind, reason(host, failure) + " (" + line + ")", null, null);
    }

    private static boolean wasNeverSent(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException;
    }

    private static String reason(String host, IOException failure) {
        if (failure instanceof SSLException) {
            return "no secure connection to " + host
                    + ": its certificate is not trusted or not for that name; set OS_CACERT, or cacert in clouds.yaml";
        }
        if (wasNeverSent(failure)) {
            return "no connection to " + host + ": nobody answers there";
        }
        if (failure instanceof HttpTimeoutException) {
            return host + " gave " + failure.getMessage();
        }
        return failure instanceof InterruptedIOException
                ? "stopped while waiting for " + host
                : host + " broke the connection off";
    }

    /**
     * Marks a 409. It must be a type of ours: of a failure caused by one of its own exceptions jclouds throws on only
     * that cause.
     */
    private static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Conflict() {
            super("409", null, false, false);
        }
    }
}
