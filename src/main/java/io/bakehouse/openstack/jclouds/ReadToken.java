package io.bakehouse.openstack.jclouds;

import com.google.common.base.Function;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.jclouds.http.HttpResponse;

/** Reads a token out of Keystone's answer: the token is in a header, all else in the body. */
final class ReadToken implements Function<HttpResponse, ProjectToken> {
    private final InstantSource clock;

    @Inject
    ReadToken(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public ProjectToken apply(HttpResponse response) {
        return ProjectToken.read(
                response.getFirstHeaderOrNull("x-subject-token"), new ReadJson().apply(response), clock.instant());
    }
}
