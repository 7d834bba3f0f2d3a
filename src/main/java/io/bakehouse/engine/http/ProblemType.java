package io.bakehouse.engine.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import java.net.URI;

/** Writes the type that RFC 9457 means when none is there, for readers that look for one. */
@Singleton
public class ProblemType implements ProblemPostProcessor {
    /** Nothing beyond what the status says. */
    static final URI NONE = URI.create("about:blank");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return problem.getType() == null
                ? HttpProblem.builder(problem).withType(NONE).build()
                : problem;
    }
}
