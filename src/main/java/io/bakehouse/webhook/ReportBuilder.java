package io.bakehouse.webhook;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ids;
import io.bakehouse.model.RunStatus;
import io.bakehouse.platform.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Collects the facts of one report and bounds every one of them, so that an event stays far below 64 KiB however large
 * the message was.
 */
final class ReportBuilder {
    private static final int MOST_NAMES = 16;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_TEXT = 500;
    private static final int IDENTITY_HEX = 16;
    private static final int LONGEST_READ = 4_000;
    /** How long an equal message without an id of its own is taken for the same one. */
    private static final Duration SAME_MESSAGE = Duration.ofMinutes(15);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final WebhookRequest request;
    private final String event;
    private final Instant now;
    private final List<String> names = new ArrayList<>();
    private final List<String> instanceIds = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> identity = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private RunStatus status = RunStatus.UNKNOWN;
    private String runId;
    private String server;
    private String failure;
    private Integer changes;

    ReportBuilder(WebhookRequest request, String event, Instant now) {
        this.request = request;
        this.event = event;
        this.now = now;
        this.server = request.server().orElse(null);
    }

    ReportBuilder status(RunStatus value) {
        status = value;
        return this;
    }

    /** The tool's own id of the run; without one the message's hash stands for it, for a quarter of an hour. */
    ReportBuilder runId(String value) {
        runId = blank(value) ? null : line(value);
        return this;
    }

    /**
     * A name of the node, most specific first. One that is a UUID also counts as the server's id; an address is no name.
     */
    ReportBuilder node(String value) {
        if (IpLiteral.of(value).isPresent()) {
            return address(value);
        }
        if (!blank(value)) {
            String name = cut(line(value), LONGEST_NAME);
            add(names, name);
            instance(name);
        }
        return this;
    }

    /** What may be the server's id; of no use unless it is a UUID. */
    ReportBuilder instance(String value) {
        ServerId.of(value).ifPresent(id -> add(instanceIds, id));
        return this;
    }

    /** An IP address of the node; of no use unless other machines can have no such one. */
    ReportBuilder address(String value) {
        IpLiteral.of(value).ifPresent(address -> add(addresses, address));
        return this;
    }

    /** The server that the address names, unless the query has named one. */
    ReportBuilder server(String value) {
        server = server == null ? value : server;
        return this;
    }

    /**
     * What makes the machine that machine: an SSH host key, a machine id. Two servers with an equal one are clones.
     *
     * @param kind what it is, such as {@code ssh-ed25519}
     */
    ReportBuilder identity(String kind, String value) {
        if (!blank(value) && identity.size() < MOST_NAMES) {
            // Of a key in OpenSSH's form, type and data; the comment behind them names the host.
            String[] parts = line(value).split(" ", 3);
            String core = parts.length > 1 ? parts[0] + " " + parts[1] : parts[0];
            identity.add(kind + ":" + Ids.digest("identity", core).substring(0, IDENTITY_HEX));
        }
        return this;
    }

    ReportBuilder changes(Integer value) {
        changes = value;
        return this;
    }

    /** The first failure in the tool's words. */
    ReportBuilder failure(String value) {
        failure = blank(value) ? null : cut(Redaction.redact(line(cut(value, LONGEST_READ))), LONGEST_TEXT);
        return this;
    }

    ReportBuilder detail(String key, Object value) {
        details.put(key, value instanceof String text ? cut(text, LONGEST_TEXT) : value);
        return this;
    }

    Report build() {
        String id = runId == null ? hash() : runId.length() <= LONGEST_ID ? runId : Ids.digest(runId);
        List<String> all = new ArrayList<>(names);
        names.stream().filter(ReportBuilder::isQualified).forEach(name -> {
            String host = name.substring(0, name.indexOf('.'));
            add(all, host);
        });
        ConfigRun run = new ConfigRun(
                request.sender(),
                id,
                status,
                all,
                instanceIds,
                addresses,
                changes,
                failure,
                request.family().orElse(null),
                server,
                null,
                identity,
                null,
                now);
        return new Report(event, run, details);
    }

    /**
     * The same message, delivered twice within a while, is one run; a tool that says the same every night means another.
     * The query counts too, because tools that send no body say everything there.
     */
    private String hash() {
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String window = String.valueOf(Math.floorDiv(now.getEpochSecond(), SAME_MESSAGE.toSeconds()));
        return Ids.digest(body, String.join(",", names), status.word(), window).substring(0, 32);
    }

    private static boolean isQualified(String name) {
        return name.indexOf('.') > 0 && !ADDRESS.matcher(name).matches();
    }

    private static void add(List<String> list, String value) {
        if (list.size() < MOST_NAMES && !list.contains(value)) {
            list.add(value);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
