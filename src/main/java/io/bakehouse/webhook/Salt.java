package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Salt: a job's return as the event bus has it, with or without its tag; the returns of an orchestration; the form of an
 * {@code http.query} state; and {@code salt-call --out=json} posted by curl, which names no minion, so that the address has
 * to ({@code ?minion=}). Source: salt, {@code salt/utils/http.py} and {@code doc/topics/event/master_events.rst}.
 */
final class Salt implements Sender {
    @Override
    public String name() {
        return "salt";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode body = Fields.of(request, "message of Salt");
        JsonNode data = body.path("data").isObject() ? body.path("data") : body;
        if (body.path("local").isContainerNode()) {
            String minion = JsonBody.text(body, JsonBody.text(body, "minion") == null ? "id" : "minion");
            return one(request, new SaltReturn(minion, null, body.path("local"), body), now);
        }
        if (data.has("return")) {
            String function = JsonBody.text(data, "fun");
            List<SaltReturn> nested = SaltOrchestration.returns(data);
            if (!nested.isEmpty()) {
                return all(request, nested, now);
            }
            return function != null && !function.startsWith("state.")
                    ? other("a return of " + cut(function) + " says nothing of a state run")
                    : one(
                            request,
                            new SaltReturn(
                                    JsonBody.text(data, "id"), JsonBody.text(data, "jid"), data.path("return"), data),
                            now);
        }
        if (JsonBody.text(body, "result") != null || JsonBody.text(body, "retcode") != null) {
            return new Reading.Reports(List.of(form(request, body, now)));
        }
        if (JsonBody.text(body, "tag") != null || JsonBody.text(data, "_stamp") != null) {
            return other("the event is no return of a state run");
        }
        throw new MalformedException("this is no message of Salt: it has no return, no local and no result");
    }

    private static Reading one(WebhookRequest request, SaltReturn result, Instant now) {
        return all(request, List.of(result), now);
    }

    private static Reading all(WebhookRequest request, List<SaltReturn> results, Instant now) {
        ManyHosts.check(request, results.size());
        List<Report> reports = new ArrayList<>();
        results.stream().limit(ManyHosts.MOST).forEach(result -> reports.add(result.report(request, now)));
        String jid = results.get(0).jid();
        ManyHosts.rest(results.size(), new ReportBuilder(request, "run", now).runId(jid))
                .ifPresent(reports::add);
        return new Reading.Reports(reports);
    }

    /** What an {@code http.query} state sends is up to its author: {@code id}, {@code result} and {@code changes}. */
    private static Report form(WebhookRequest request, JsonNode body, Instant now) {
        String code = JsonBody.text(body, "retcode");
        Integer changes = JsonBody.count(body, "changes");
        boolean badCode = code != null && !code.strip().equals("0");
        boolean badResult = JsonBody.text(body, "result") != null && !JsonBody.isTrue(body, "result");
        boolean failed = badCode || badResult;
        RunStatus status = failed
                ? RunStatus.FAILED
                : changes == null ? RunStatus.COMPLETED : changes > 0 ? RunStatus.CHANGED : RunStatus.UNCHANGED;
        String minion = JsonBody.text(body, "id");
        return new ReportBuilder(request, "run", now)
                .runId(JsonBody.text(body, "jid"))
                .node(minion == null ? JsonBody.text(body, "minion") : minion)
                .instance(JsonBody.text(body, "uuid"))
                .status(status)
                .changes(changes)
                .failure(failed ? JsonBody.text(body, "comment") : null)
                .build();
    }

    private static Reading other(String why) {
        return new Reading.Ignored("other", "other", why, Map.of());
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
