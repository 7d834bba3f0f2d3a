package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keystone v3: tokens by password or application credential, with the catalog. */
final class KeystoneFace {
    private static final String UNAUTHORIZED = "The request you have made requires authentication.";
    private static final String MALFORMED = " The server could not comply with the request since it is either"
            + " malformed or otherwise incorrect. The client is assumed to be in error.";
    private static final Map<String, Object> DOMAIN = Map.of("id", "default", "name", "Default");

    private final PracticeModel model;
    private final Tokens tokens;

    KeystoneFace(PracticeModel model, Tokens tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(Route.open(Service.IDENTITY, "POST", "/v3/auth/tokens", this::token));
    }

    private Answer token(Route.Asked asked) {
        JsonNode auth = asked.request()
                .json()
                .map(body -> body.path("auth"))
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refusal(400, "Expecting to find auth in request body." + MALFORMED));
        JsonNode identity = auth.path("identity");
        String method = identity.path("methods").path(0).asText();
        PracticeProject project;
        switch (method) {
            case "password" -> project = password(identity.path(method), auth.path("scope"));
            case "application_credential" -> project = credential(identity.path(method));
            default -> throw new Refusal(401, "Attempted to authenticate with an unsupported method.");
        }
        Instant ends = asked.look().now().plus(model.times().token());
        return Answer.json(201, Json.object("token", body(asked, method, project, ends)))
                .with("X-Subject-Token", tokens.issue(project, ends))
                .with("Vary", "X-Auth-Token");
    }

    private PracticeProject password(JsonNode method, JsonNode scope) {
        JsonNode user = method.path("user");
        if (!user.isObject()) {
            throw new Refusal(
                    400,
                    "Expecting to find user in " + (method.isMissingNode() ? "None" : "password") + "." + MALFORMED);
        }
        if (!user.path("password").asText().equals(PracticeProject.PASSWORD)) {
            throw new Refusal(401, UNAUTHORIZED);
        }
        JsonNode wanted = scope.path("project");
        return model.site().projects().stream()
                .filter(project -> isUser(project, user))
                .filter(project -> wanted.path("id").asText().equals(project.id())
                        || (wanted.path("name").asText().equals(project.name()) && inDefault(wanted)))
                .findFirst()
                .orElseThrow(() -> new Refusal(401, UNAUTHORIZED));
    }

    private PracticeProject credential(JsonNode method) {
        return model.site().projects().stream()
                .filter(project -> method.path("id").asText().equals(project.applicationCredential())
                        || (method.path("name").asText().equals(project.applicationCredential())
                                && isUser(project, method.path("user"))))
                .filter(project -> method.path("secret").asText().equals(PracticeProject.PASSWORD))
                .findFirst()
                .orElseThrow(() -> new Refusal(401, UNAUTHORIZED));
    }

    private static boolean isUser(PracticeProject project, JsonNode user) {
        return user.path("id").asText().equals(project.userId())
                || (user.path("name").asText().equals(project.userName()) && inDefault(user));
    }

    private static boolean inDefault(JsonNode named) {
        JsonNode domain = named.path("domain");
        return domain.path("id").asText().equals("default")
                || domain.path("name").asText().equals("Default");
    }

    private static Map<String, Object> body(Route.Asked asked, String method, PracticeProject project, Instant ends) {
        Instant now = asked.look().now();
        Map<String, Object> token = Json.object(
                "methods", List.of(method),
                "user",
                        Json.object(
                                "domain",
                                DOMAIN,
                                "id",
                                project.userId(),
                                "name",
                                project.userName(),
                                "password_expires_at",
                                null),
                "audit_ids", List.of("practice"),
                "expires_at", Json.bareTime(ends) + "Z",
                "issued_at", Json.bareTime(now) + "Z",
                "project", Json.object("domain", DOMAIN, "id", project.id(), "name", project.name()),
                "is_domain", false,
                "roles",
                        List.of(
                                Json.object("id", "member", "name", "member"),
                                Json.object("id", "reader", "name", "reader")),
                "catalog", catalog(asked.request().base(), project));
        if (method.equals("application_credential")) {
            token.put(
                    method,
                    Json.object(
                            "id", project.applicationCredential(),
                            "name", project.applicationCredential(),
                            "restricted", true));
        }
        return token;
    }

    private static List<Object> catalog(String base, PracticeProject project) {
        List<Object> catalog = new ArrayList<>();
        for (Service service :
                List.of(Service.IDENTITY, Service.COMPUTE, Service.NETWORK, Service.IMAGE, Service.VOLUME)) {
            List<Object> endpoints = new ArrayList<>();
            for (String face : List.of("public", "internal", "admin")) {
                endpoints.add(Json.object(
                        "id",
                        service.product() + "-" + face,
                        "interface",
                        face,
                        "region_id",
                        "RegionOne",
                        "url",
                        base + String.format(service.catalogPath(), project.id()),
                        "region",
                        "RegionOne"));
            }
            catalog.add(Json.object(
                    "endpoints", endpoints,
                    "id", service.product(),
                    "type", service.type(),
                    "name", service.product()));
        }
        return catalog;
    }
}
