package io.bakehouse.engine.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** Errors as RFC 9457 problem details. */
final class Problems {
    /** Details quote what strangers sent, and are logged: one line each. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** The same words for everybody who does not prove who they are, whatever is wrong with the proof. */
    static final String UNKNOWN = "the token or the signature is missing or wrong";

    private Problems() {}

    /** The problem, to be thrown or answered. The detail is for people. */
    static HttpProblem of(int status, String detail) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(ProblemType.NONE)
                .withStatus(Response.Status.fromStatusCode(status))
                .withTitle(Response.Status.fromStatusCode(status).getReasonPhrase())
                .withDetail(CONTROL.matcher(detail).replaceAll(" "));
        if (status == 413) {
            problem.withHeader("Connection", "close");
        }
        if (status == 401) {
            problem.withHeader("WWW-Authenticate", "Bearer realm=\"bakehouse\"");
        }
        return problem.build();
    }

    static HttpProblem notFound(String detail) {
        return of(404, detail);
    }
}
