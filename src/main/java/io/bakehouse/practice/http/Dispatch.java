package io.bakehouse.practice.http;

import io.bakehouse.practice.NoAnswer;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.Refusal;
import java.util.List;
import java.util.Optional;

/** Finds the route of a request, checks its token, lets the model serve it and turns refusals into answers. */
final class Dispatch {
    private final PracticeModel model;
    private final Tokens tokens;
    private final List<Route> routes;

    Dispatch(PracticeModel model, Tokens tokens, List<Route> routes) {
        this.model = model;
        this.tokens = tokens;
        this.routes = routes;
    }

    /**
     * The answer.
     *
     * @throws NoAnswer when there is to be none
     */
    Answer answer(Request request) {
        for (Route route : routes) {
            Optional<List<String>> ids = route.match(request.path());
            if (ids.isPresent() && route.method().equals(request.method())) {
                return finish(route, request, serve(route, request, ids.get()));
            }
        }
        return unknown(request);
    }

    private Answer serve(Route route, Request request, List<String> ids) {
        String token = request.header("X-Auth-Token").orElse("");
        PracticeProject project = tokens.project(token, model.clock().instant()).orElse(null);
        try {
            if (route.service() == Service.PRACTICE) {
                return route.action().answer(new Route.Asked(request, null, null, ids));
            }
            return model.call(project, route.template(), look -> {
                if (!route.open() && project == null) {
                    throw new Refusal(401, "The request you have made requires authentication.");
                }
                return route.action().answer(new Route.Asked(request, project, look, ids));
            });
        } catch (Refusal refusal) {
            if (refusal.status() == 401) {
                tokens.revoke(token);
            }
            return refuse(route.service(), request, refusal);
        }
    }

    private static Answer refuse(Service service, Request request, Refusal refusal) {
        int status = refusal.status();
        boolean byProxy = status == 502 || status == 503 || status == 504;
        Answer answer = byProxy
                ? Answer.text(
                        status,
                        "text/html",
                        "<html><body><h1>" + status + " " + Statuses.title(status)
                                + "</h1>\nNo server is available to handle this request.\n</body></html>\n")
                : service.refuse(request, refusal);
        if (status == 401) {
            answer = answer.with(
                    "WWW-Authenticate", "Keystone uri=\"" + request.base() + Service.IDENTITY.catalogPath() + "\"");
        }
        return refusal.retryAfter().isPresent()
                ? answer.with(
                        "Retry-After", Long.toString(refusal.retryAfter().get().toSeconds()))
                : answer;
    }

    private static Answer finish(Route route, Request request, Answer answer) {
        return route.service() == Service.COMPUTE && answer.status() != 401
                ? Microversion.stamp(request, answer)
                : answer;
    }

    private Answer unknown(Request request) {
        boolean known =
                routes.stream().anyMatch(route -> route.match(request.path()).isPresent());
        for (Service service : Service.values()) {
            if (request.path().startsWith(service.root() + "/")) {
                if (service == Service.COMPUTE) {
                    return NovaErrors.noPath();
                }
                return service.refuse(
                        request,
                        known
                                ? new Refusal(
                                        405, "The method " + request.method() + " is not allowed for this resource. ")
                                : new Refusal(404, "The resource could not be found."));
            }
        }
        return NovaErrors.noPath();
    }
}
