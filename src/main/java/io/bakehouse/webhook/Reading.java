package io.bakehouse.webhook;

import io.bakehouse.model.ConfigRun;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a sender made of a request. */
public sealed interface Reading {

    /** One answer for each kind of reading; a new kind breaks every caller's build. */
    interface Cases<T> {
        T reports(Reports reports);

        T wanted(Wanted wanted);

        T changed(Changed changed);

        T noticed(Noticed noticed);

        T ignored(Ignored ignored);

        T granted(Granted granted);

        T several(Several several);
    }

    /** The case that applies. */
    <T> T fold(Cases<T> cases);

    /** What it reports of config runs. */
    default List<Report> runs() {
        return List.of();
    }

    /** Whether a builder or canary, which was told the secret of one bake only, may say it. */
    default boolean isForBuilders() {
        return true;
    }

    /** The same, sent to the callback address of that builder or canary; empty for an ordinary address. */
    default Reading calledBy(Optional<ConfigRun.Caller> caller) {
        return this;
    }

    /** The facts under the names that people see when they set a sender up. */
    Map<String, Object> facts();

    /** Somebody ran something on one or more nodes. */
    record Reports(List<Report> reports) implements Reading {
        public Reports {
            reports = List.copyOf(reports);
        }

        @Override
        public List<Report> runs() {
            return reports;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.reports(this);
        }

        @Override
        public Reading calledBy(Optional<ConfigRun.Caller> caller) {
            return caller.isEmpty()
                    ? this
                    : new Reports(reports.stream()
                            .map(report ->
                                    new Report(report.event(), report.run().calledBy(caller.get()), report.details()))
                            .toList());
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
        public boolean isForBuilders() {
            return false;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.wanted(this);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("event", "bake", "status", "requested", "family", family, "run_id", cause);
        }
    }

    /**
     * What images are made of has changed: somebody pushed to a repository, or applied a plan.
     *
     * @param event what the message is, in the sender's words
     * @param status what people see: {@code push}, {@code completed}
     */
    record Changed(String event, String status, SourceChange change, Map<String, Object> details) implements Reading {
        public Changed {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }

        @Override
        public boolean isForBuilders() {
            return false;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.changed(this);
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("event", event);
            facts.put("status", status);
            facts.putAll(details);
            return facts;
        }
    }

    /**
     * The cloud itself says that something happened to an image or a server.
     *
     * @param details of whoever passed it on
     */
    record Noticed(Notice notice, Map<String, Object> details) implements Reading {
        public Noticed {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }

        @Override
        public boolean isForBuilders() {
            return false;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.noticed(this);
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = notice.facts();
            facts.putAll(details);
            return facts;
        }
    }

    /**
     * Well-formed and of no interest.
     *
     * @param event what the message is, in the sender's words
     * @param reason why nothing follows from it, in words
     */
    record Ignored(String event, String status, String reason, Map<String, Object> details) implements Reading {
        public Ignored {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ignored(this);
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
        public <T> T fold(Cases<T> cases) {
            return cases.granted(this);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("event", "handshake", "status", "handshake");
        }
    }

    /** One message that says several things, each for itself. */
    record Several(List<Reading> parts) implements Reading {
        public Several {
            parts = List.copyOf(parts);
        }

        /** The parts as simply as they can be put: all reports are one list of reports. */
        static Reading of(List<Reading> parts) {
            List<Reports> reports = parts.stream()
                    .filter(Reports.class::isInstance)
                    .map(Reports.class::cast)
                    .toList();
            if (!parts.isEmpty() && reports.size() == parts.size()) {
                return new Reports(reports.stream()
                        .flatMap(some -> some.reports().stream())
                        .toList());
            }
            return parts.size() == 1 ? parts.get(0) : new Several(parts);
        }

        @Override
        public List<Report> runs() {
            return parts.stream().flatMap(part -> part.runs().stream()).toList();
        }

        @Override
        public boolean isForBuilders() {
            return parts.stream().allMatch(Reading::isForBuilders);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.several(this);
        }

        @Override
        public Reading calledBy(Optional<ConfigRun.Caller> caller) {
            return new Several(parts.stream().map(part -> part.calledBy(caller)).toList());
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>(parts.get(0).facts());
            facts.put("events", parts.size());
            return facts;
        }
    }
}
