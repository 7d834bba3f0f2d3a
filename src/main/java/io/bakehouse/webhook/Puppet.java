package io.bakehouse.webhook;

import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puppet's {@code reports = http}: the whole report as YAML, posted by {@code puppet apply}, the agent or the server.
 * Source: puppet, {@code lib/puppet/transaction/report.rb} (report format 12) and {@code lib/puppet/reports/http.rb}.
 */
final class Puppet implements Sender {
    private static final String RESOURCES = "resource_statuses";
    private static final Set<String> FACTS = Set.of(
            "host",
            "status",
            "transaction_uuid",
            "transaction_completed",
            "noop",
            "noop_pending",
            "corrective_change",
            "cached_catalog_status",
            "environment");
    private static final Set<String> LOG_KEYS = Set.of("level", "source", "message");
    private static final Set<String> ERRORS = Set.of("err", "alert", "emerg", "crit");

    @Override
    public String name() {
        return "puppet";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        Map<?, ?> report = report(request.body());
        String host = text(report, "host");
        String status = text(report, "status");
        if (host == null || status == null) {
            throw new MalformedException(
                    "the YAML is no Puppet report: it has no " + (host == null ? "host" : "status"));
        }
        RunStatus outcome = outcome(report, status);
        ReportBuilder builder = new ReportBuilder(request, "run", now)
                .runId(text(report, "transaction_uuid"))
                .node(host)
                .status(outcome)
                .changes(changes(report));
        if (outcome == RunStatus.FAILED) {
            builder.failure(failure(report));
        } else if (outcome == RunStatus.UNKNOWN) {
            builder.failure(
                    isStale(report)
                            ? "the new catalog did not compile and an old one was applied"
                            : "Puppet says '" + status + "'");
        }
        builder.detail("tool_status", status);
        for (String flag : List.of("noop", "noop_pending", "transaction_completed", "corrective_change")) {
            builder.detail(flag, report.get(flag) == null ? null : is(report, flag));
        }
        builder.detail("cached_catalog_status", text(report, "cached_catalog_status"));
        builder.detail("environment", text(report, "environment"));
        return new Reading.Reports(List.of(builder.build()));
    }

    /** The resources are most of a report, and all that is ever asked of them is which failed when the log has no error. */
    private static Map<?, ?> report(byte[] body) {
        return YamlBody.readWithout(RESOURCES, body, Puppet::isWanted)
                .<Map<?, ?>>map(report -> report)
                .filter(report -> !hasFailed(report) || failure(report) != null)
                .orElseGet(() -> YamlBody.read(body, Puppet::isWanted));
    }

    /** What is read below; of a resource, which may be one of thousands, only whether it failed. */
    private static boolean isWanted(List<String> path) {
        return switch (path.get(0)) {
            case "logs" -> path.size() < 2 || LOG_KEYS.contains(path.get(1));
            case "metrics" -> path.size() != 2 || path.get(1).equals("changes");
            case RESOURCES -> path.size() < 3 || path.get(2).equals("failed");
            default -> FACTS.contains(path.get(0));
        };
    }

    private static RunStatus outcome(Map<?, ?> report, String status) {
        if (hasFailed(report)) {
            return RunStatus.FAILED;
        }
        if (is(report, "noop") || (is(report, "noop_pending") && status.equals("unchanged"))) {
            return RunStatus.NOOP;
        }
        if (isStale(report)) {
            return RunStatus.UNKNOWN;
        }
        return switch (status) {
            case "changed" -> RunStatus.CHANGED;
            case "unchanged" -> RunStatus.UNCHANGED;
            default -> RunStatus.UNKNOWN;
        };
    }

    private static boolean hasFailed(Map<?, ?> report) {
        return "failed".equals(text(report, "status")) || "false".equals(text(report, "transaction_completed"));
    }

    /** Whether {@code usecacheonfailure} applied the catalog of an earlier run: then nothing new is on the disk. */
    private static boolean isStale(Map<?, ?> report) {
        return "on_failure".equals(text(report, "cached_catalog_status"));
    }

    /** The first error of a resource, else the first error in the log. */
    private static String failure(Map<?, ?> report) {
        String first = null;
        for (Object entry : list(report.get("logs"))) {
            if (entry instanceof Map<?, ?> log && ERRORS.contains(String.valueOf(log.get("level")))) {
                if (String.valueOf(log.get("source")).startsWith("/")) {
                    return text(log, "message");
                }
                first = first == null ? text(log, "message") : first;
            }
        }
        return first != null ? first : failedResource(report);
    }

    private static String failedResource(Map<?, ?> report) {
        if (report.get(RESOURCES) instanceof Map<?, ?> resources) {
            for (Map.Entry<?, ?> resource : resources.entrySet()) {
                if (resource.getValue() instanceof Map<?, ?> status && is(status, "failed")) {
                    return resource.getKey() + " failed";
                }
            }
        }
        return null;
    }

    /** Metric values are triples: name, label, value. */
    private static Integer changes(Map<?, ?> report) {
        Object metric = report.get("metrics") instanceof Map<?, ?> metrics ? metrics.get("changes") : null;
        Object values = metric instanceof Map<?, ?> changes ? changes.get("values") : null;
        for (Object value : list(values)) {
            List<?> triple = list(value);
            if (triple.size() == 3
                    && "total".equals(triple.get(0))
                    && triple.get(2) instanceof String total
                    && total.matches("\\d{1,9}")) {
                return Integer.valueOf(total);
            }
        }
        return null;
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static boolean is(Map<?, ?> map, String key) {
        return "true".equals(text(map, key));
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value instanceof String text ? text.strip() : null;
    }
}
