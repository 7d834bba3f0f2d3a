package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GitLab: pushes of branches and tags. At most 20 commits are listed, and {@code total_commits_count} says how many there
 * are. Source: gitlab, {@code doc/user/project/integrations/webhook_events.md}.
 */
final class GitLab implements Sender {
    private static final int MOST_COMMITS = 10_000;
    private static final Set<String> PUSHES = Set.of("push", "tag_push");

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode body = JsonBody.object(request.body(), "message of GitLab");
        String kind = JsonBody.text(body, "object_kind");
        String event = kind == null ? JsonBody.text(body, "event_name") : kind;
        if (event == null) {
            throw new MalformedException("the JSON is no message of GitLab: it has no object_kind");
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("idempotency_key", delivery(request).orElse(null));
        return PUSHES.contains(event)
                ? push(event, body, facts)
                : new Reading.Ignored(
                        event.length() > 100 ? "other" : event, "ignored", "only pushes change what is baked", facts);
    }

    private static Reading push(String event, JsonNode body, Map<String, Object> facts) {
        String ref = Pushes.required(body, "ref");
        String after = Pushes.required(body, "after");
        JsonNode project = body.path("project");
        String name = Pushes.required(project, "path_with_namespace");
        facts.put("ref", ref);
        facts.put("repo", name);
        facts.put("commit", Pushes.commit(after));
        facts.put("deleted", Pushes.isNone(after));
        if (Pushes.isNone(after)) {
            return new Reading.Ignored(event, "push", ref + " was deleted", facts);
        }
        JsonNode commits = body.path("commits");
        Set<String> paths = Pushes.paths(commits);
        Object delivery = facts.get("idempotency_key");
        SourceChange change = new SourceChange(
                "gitlab",
                delivery == null ? name + " " + ref + " " + after : delivery.toString(),
                name,
                ref,
                Pushes.commit(after),
                JsonBody.text(project, "default_branch"),
                List.copyOf(paths),
                !Pushes.isNone(JsonBody.text(body, "before"))
                        && Pushes.isWhole(commits, paths, JsonBody.count(body, "total_commits_count"), MOST_COMMITS));
        return new Reading.Changed(event, "push", change, facts);
    }

    private static Optional<String> delivery(WebhookRequest request) {
        return request.header("Idempotency-Key")
                .or(() -> request.header("X-Gitlab-Event-UUID"))
                .map(value -> value.length() > 200 ? value.substring(0, 200) : value);
    }
}
