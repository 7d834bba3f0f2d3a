package io.bakehouse.webhook;

import io.bakehouse.model.ConfigRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a sender made of a request. */
public sealed interface Reading {

    /** The case that applies; a new case breaks every caller's build. */
    <T> T fold(
            Function<Reports, T> reports,
            Function<Wanted, T> wanted,
            Function<Ignored, T> ignored,
            Function<Granted, T> granted);

    /** The same, sent to the callback address of that builder or canary; empty for an ordinary address. */
    default Reading calledBy(Optional<ConfigRun.Caller> caller) {
        return caller.isEmpty()
                ? this
                : fold(
                        reports -> new Reports(reports.reports().stream()
                                .map(report -> new Report(
                                        report.event(), report.run().calledBy(caller.get()), report.details()))
                                .toList()),
                        wanted -> wanted,
                        ignored -> ignored,
                        granted -> granted);
    }

    /** The facts under the names that people see when they set a sender up. */
    Map<String, Object> facts();

    /** Somebody ran something on one or more nodes. */
    record Reports(List<Report> reports) implements Reading {
        public Reports {
            reports = List.copyOf(reports);
        }

        @Override
        public <T> T fold(
                Function<Reports, T> here,
                Function<Wanted, T> wanted,
                Function<Ignored, T> ignored,
                Function<Granted, T> granted) {
            return here.apply(this);
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>(reports.get(0).facts());
            if (reports.size() > 1) {
                facts.put("events", reports.size());
            }
            return facts;
        }
    }

    /**
     * Somebody wants a family baked from its recipe's builder.
     *
     * @param cause what makes two such messages the same request
     * @param reason why, for people
     */
    record Wanted(String family, String cause, String reason) implements Reading {
        @Override
        public <T> T fold(
                Function<Reports, T> reports,
                Function<Wanted, T> here,
                Function<Ignored, T> ignored,
                Function<Granted, T> granted) {
            return here.apply(this);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("event", "bake", "status", "requested", "family", family, "run_id", cause);
        }
    }

    /**
     * Well-formed and of no interest.
     *
     * @param event what the message is, in the sender's words
     * @param reason why nothing follows from it, in words
     */
    record Ignored(String event, String status, String reason, Map<String, Object> details) implements Reading {
        @Override
        public <T> T fold(
                Function<Reports, T> reports,
                Function<Wanted, T> wanted,
                Function<Ignored, T> here,
                Function<Granted, T> granted) {
            return here.apply(this);
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("event", event);
            facts.put("status", status);
            facts.put("reason", reason);
            facts.putAll(details);
            return facts;
        }
    }

    /** The sender asked whether it may send at all, and these headers say yes. */
    record Granted(Map<String, String> headers) implements Reading {
        @Override
        public <T> T fold(
                Function<Reports, T> reports,
                Function<Wanted, T> wanted,
                Function<Ignored, T> ignored,
                Function<Granted, T> here) {
            return here.apply(this);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("event", "handshake", "status", "handshake");
        }
    }
}
