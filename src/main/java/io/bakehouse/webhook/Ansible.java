package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ansible: whatever a play posts with {@code uri} at its end, and two callback plugins. The recommended body is JSON with
 * {@code inventory_hostname}, {@code instance_id} (the server's UUID), {@code status}, {@code check_mode}, {@code stats}
 * (its {@code changed} and {@code failed}), {@code run_id} and {@code ansible_facts}. Source: ansible,
 * {@code modules/uri.py}; community.general, {@code callback/splunk.py}; theforeman.foreman, {@code callback/foreman.py}.
 */
final class Ansible implements Sender {
    private static final List<String> HOSTS = List.of("inventory_hostname", "host", "name", "hostname", "node", "fqdn");

    @Override
    public String name() {
        return "ansible";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode body = Fields.of(request, "message of a play");
        Report report;
        if (body.path("config_report").isObject()) {
            report = foreman(request, body.path("config_report"), now);
        } else if (body.path("event").isObject()) {
            report = progress(request, "task-result", JsonBody.text(body.path("event"), "ansible_host"), now);
        } else if (body.path("facts").isObject()) {
            report = progress(request, "facts", JsonBody.text(body, "name"), now);
        } else {
            report = play(request, body, now);
        }
        return new Reading.Reports(List.of(report));
    }

    /** Templates make text of numbers and booleans, so every one of them may be text. */
    private static Report play(WebhookRequest request, JsonNode body, Instant now) {
        List<String> hosts = HOSTS.stream()
                .map(member -> JsonBody.text(body, member))
                .filter(host -> host != null && !host.isBlank())
                .toList();
        String id = first(body, "instance_id", "server_id");
        if (hosts.isEmpty() && id == null && request.server().isEmpty()) {
            throw new MalformedException(
                    "nothing says which host this is about: send inventory_hostname or instance_id,"
                            + " in the body or in the address");
        }
        RunStatus status = status(body);
        JsonNode stats = body.path("stats").isObject() ? body.path("stats") : body;
        // A play has one id for all of its hosts, and each of them is a run of its own.
        String run = first(body, "run_id", "job_id");
        ReportBuilder builder = new ReportBuilder(request, "converge-report", now)
                .runId(run == null ? null : run + "@" + (hosts.isEmpty() ? id : hosts.get(0)))
                .status(status)
                .changes(JsonBody.count(stats, "changed"))
                .failure(status == RunStatus.FAILED ? failure(body) : null)
                .instance(id);
        hosts.forEach(builder::node);
        return AnsibleFacts.add(builder, body, hosts.stream().findFirst())
                .detail("playbook", JsonBody.text(body, "playbook"))
                .build();
    }

    private static RunStatus status(JsonNode body) {
        RunStatus said = StatusWord.of(JsonBody.text(body, "status"));
        JsonNode stats = body.path("stats").isObject() ? body.path("stats") : body;
        boolean failed = said == RunStatus.FAILED
                || Stream.of("failed", "failures", "unreachable", "dark").anyMatch(member -> isSome(stats, member));
        if (failed) {
            return RunStatus.FAILED;
        }
        if (JsonBody.isTrue(body, "check_mode") || JsonBody.isTrue(body, "ansible_check_mode")) {
            return RunStatus.NOOP;
        }
        if (said != RunStatus.UNKNOWN && said != RunStatus.COMPLETED) {
            return said;
        }
        boolean counted = JsonBody.text(stats, "changed") != null
                && (said == RunStatus.COMPLETED || JsonBody.text(body, "status") == null);
        return counted ? isSome(stats, "changed") ? RunStatus.CHANGED : RunStatus.UNCHANGED : said;
    }

    /** Whether it is a number above 0, or true. */
    private static boolean isSome(JsonNode stats, String member) {
        Integer count = JsonBody.count(stats, member);
        return count == null ? JsonBody.isTrue(stats, member) : count > 0;
    }

    private static String failure(JsonNode body) {
        JsonNode result = body.path("failed_result");
        List<String> words = Stream.of(
                        JsonBody.text(body, "failed_task"),
                        JsonBody.text(result, "msg"),
                        JsonBody.text(result, "stderr"),
                        first(body, "message", "msg"))
                .filter(text -> text != null && !text.isBlank())
                .toList();
        return words.isEmpty() ? null : String.join(": ", words);
    }

    /** Foreman's callback, at the end of a play, once per host. */
    private static Report foreman(WebhookRequest request, JsonNode report, Instant now) {
        JsonNode status = report.path("status");
        Integer applied = JsonBody.count(status, "applied");
        boolean failed = isSome(status, "failed") || isSome(status, "failed_restarts");
        RunStatus outcome = failed
                ? RunStatus.FAILED
                : applied == null ? RunStatus.UNKNOWN : applied > 0 ? RunStatus.CHANGED : RunStatus.UNCHANGED;
        String host = required(JsonBody.text(report, "host"));
        return new ReportBuilder(request, "run", now)
                .runId(host + "@" + JsonBody.text(report, "reported_at"))
                .node(host)
                .status(outcome)
                .changes(applied)
                .failure(failed ? failedTask(report.path("logs")) : null)
                .build();
    }

    private static String failedTask(JsonNode logs) {
        for (JsonNode entry : logs) {
            JsonNode log = entry.path("log");
            if (List.of("err", "error").contains(String.valueOf(JsonBody.text(log, "level")))) {
                return JsonBody.text(log.path("sources"), "source") + " failed";
            }
        }
        return null;
    }

    private static Report progress(WebhookRequest request, String event, String host, Instant now) {
        return new ReportBuilder(request, event, now)
                .node(required(host))
                .status(RunStatus.PROGRESS)
                .build();
    }

    private static String required(String host) {
        if (host == null || host.isBlank()) {
            throw new MalformedException("the callback plugin's message names no host");
        }
        return host;
    }

    private static String first(JsonNode body, String one, String other) {
        String text = JsonBody.text(body, one);
        return text == null ? JsonBody.text(body, other) : text;
    }
}
