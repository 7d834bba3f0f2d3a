package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * AWX and Automation Controller: a notification of type webhook, sent when a job starts or ends. It names the hosts as the
 * inventory does, and says of each what happened. Source: awx, {@code awx/main/notifications/webhook_backend.py} and
 * {@code awx/main/models/jobs.py}.
 */
final class Awx implements Sender {
    @Override
    public String name() {
        return "awx";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode job = JsonBody.object(request.body(), "notification of AWX");
        Map<String, RunStatus> hosts = new LinkedHashMap<>();
        Map<String, Object> facts = new LinkedHashMap<>();
        Integer id = JsonBody.count(job, "id");
        String said = JsonBody.text(job, "status");
        facts.put("tool_status", said);
        facts.put("run_id", id);
        facts.put("hosts", Map.of());
        facts.put("instance_id", null);
        if (said == null) {
            return new Reading.Ignored(
                    "job", "test", "a test, an approval or an own text names no job and no hosts", facts);
        }
        ManyHosts.check(request, job.path("hosts").size());
        job.path("hosts").properties().stream()
                .limit(ManyHosts.MOST)
                .forEach(host -> hosts.put(host.getKey(), status(host.getValue(), said)));
        Map<String, String> words = new LinkedHashMap<>();
        hosts.forEach((host, status) -> words.put(host, status.word()));
        facts.put("hosts", words);
        Job about = new Job(id, said, overall(hosts, said), facts);
        List<Report> reports = new ArrayList<>();
        hosts.forEach((host, status) -> reports.add(about.report(request, now)
                .runId(about.run(host))
                .node(host)
                .address(host)
                .status(status)
                .changes(JsonBody.count(job.path("hosts").path(host), "changed"))
                .failure(failure(status, job, host))
                .build()));
        if (reports.isEmpty()) {
            reports.add(about.report(request, now)
                    .status(about.status())
                    .failure("the message names no host: AWX had no results of them yet, or it was a workflow")
                    .build());
        }
        ManyHosts.rest(job.path("hosts").size(), about.report(request, now)).ifPresent(reports::add);
        return new Reading.Reports(reports);
    }

    /** What all reports of one job have in common. */
    private record Job(Integer id, String said, RunStatus status, Map<String, Object> facts) {
        /** A job is told when it starts and when it ends, and each of its hosts is a run of its own. */
        String run(String host) {
            return id == null ? null : id + ":" + said + (host == null ? "" : ":" + host);
        }

        ReportBuilder report(WebhookRequest request, Instant now) {
            ReportBuilder builder =
                    new ReportBuilder(request, "job", now).runId(run(null)).detail("status", status.word());
            facts.forEach(builder::detail);
            return builder;
        }
    }

    /** A host of a failed job may have converged all the same: its own counts decide. */
    private static RunStatus status(JsonNode host, String said) {
        boolean failed = JsonBody.isTrue(host, "failed")
                || Stream.of("failures", "dark").anyMatch(count -> isSome(host, count))
                || said.equals("canceled");
        if (failed) {
            return RunStatus.FAILED;
        }
        RunStatus job = StatusWord.of(said);
        if (job != RunStatus.COMPLETED && job != RunStatus.FAILED) {
            return job;
        }
        return JsonBody.count(host, "changed") == null
                ? RunStatus.UNKNOWN
                : isSome(host, "changed") ? RunStatus.CHANGED : RunStatus.UNCHANGED;
    }

    private static RunStatus overall(Map<String, RunStatus> hosts, String said) {
        RunStatus job = StatusWord.of(said);
        if (job != RunStatus.COMPLETED) {
            return job;
        }
        return Stream.of(RunStatus.FAILED, RunStatus.CHANGED, RunStatus.UNCHANGED)
                .filter(hosts::containsValue)
                .findFirst()
                .orElse(RunStatus.UNKNOWN);
    }

    private static boolean isSome(JsonNode host, String member) {
        Integer count = JsonBody.count(host, member);
        return count != null && count > 0;
    }

    private static String failure(RunStatus status, JsonNode job, String host) {
        if (status != RunStatus.FAILED) {
            return null;
        }
        String traceback = JsonBody.text(job, "traceback");
        return traceback == null || traceback.isBlank()
                ? "job " + JsonBody.text(job, "id") + " failed on " + host
                : traceback;
    }
}
