package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GitHub, and what imitates it: Gitea and Forgejo. A push as JSON, or as JSON inside a form; a ping is a test, and
 * everything else, which strangers can cause, is passed over. Source: GitHub Docs, "Webhook events and payloads"; Gitea,
 * {@code modules/structs/hook.go}.
 */
final class GitHub implements Sender {
    private static final int MOST_COMMITS = 2048;
    private static final List<String> KINDS = List.of("X-GitHub-", "X-Gitea-", "X-Forgejo-");

    @Override
    public String name() {
        return "github";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        String event = header(request, "Event")
                .orElseThrow(() -> new MalformedException("this is no message of GitHub, Gitea or Forgejo: the header"
                        + " X-GitHub-Event, X-Gitea-Event or X-Forgejo-Event is missing"));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("delivery", header(request, "Delivery").orElse(null));
        JsonNode body = JsonBody.object(json(request), "message of GitHub");
        if (event.equals("ping")) {
            return new Reading.Ignored("ping", "test", "the webhook works", facts);
        }
        return event.equals("push")
                ? push(body, facts)
                : new Reading.Ignored(
                        event.length() > 100 ? "other" : event, "ignored", "only pushes change what is baked", facts);
    }

    private static Reading push(JsonNode body, Map<String, Object> facts) {
        String ref = Pushes.required(body, "ref");
        String after = Pushes.required(body, "after");
        JsonNode repository = body.path("repository");
        String name = Pushes.required(repository, "full_name");
        boolean deleted = JsonBody.isTrue(body, "deleted") || Pushes.isNone(after);
        facts.put("ref", ref);
        facts.put("repo", name);
        facts.put("commit", Pushes.commit(after));
        facts.put("deleted", deleted);
        if (deleted) {
            return new Reading.Ignored("push", "push", ref + " was deleted", facts);
        }
        JsonNode commits = body.path("commits");
        Set<String> paths = Pushes.paths(commits);
        // Of a forced push or a new branch the commits tell what is new, not what is different.
        boolean plain = !JsonBody.isTrue(body, "forced")
                && !JsonBody.isTrue(body, "created")
                && !Pushes.isNone(JsonBody.text(body, "before"));
        Object delivery = facts.get("delivery");
        SourceChange change = new SourceChange(
                "github",
                delivery == null ? name + " " + ref + " " + after : delivery.toString(),
                name,
                ref,
                Pushes.commit(after),
                JsonBody.text(repository, "default_branch"),
                List.copyOf(paths),
                plain && Pushes.isWhole(commits, paths, JsonBody.count(body, "total_commits"), MOST_COMMITS));
        return new Reading.Changed("push", "push", change, facts);
    }

    private static byte[] json(WebhookRequest request) {
        if (JsonBody.looksLike(request.body())) {
            return request.body();
        }
        return Optional.ofNullable(FormBody.read(request.body()).get("payload"))
                .orElseThrow(() -> new MalformedException("the body is neither JSON nor a form with a payload"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> header(WebhookRequest request, String name) {
        Stream<String> values = KINDS.stream().flatMap(kind -> request.header(kind + name).stream());
        return values.map(value -> value.length() > 200 ? value.substring(0, 200) : value)
                .findFirst();
    }
}
