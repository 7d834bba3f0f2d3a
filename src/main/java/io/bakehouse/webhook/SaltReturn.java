package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.RunStatus;
import java.time.Instant;

/**
 * What one minion returned of a state run: a result per state, or a list of texts when the states could not be rendered.
 *
 * @param minion its id, null when nobody says
 * @param jid the job's id, null when there was none
 * @param states what was returned
 * @param around what stands around it, such as {@code retcode} and grains
 */
record SaltReturn(String minion, String jid, JsonNode states, JsonNode around) {

    Report report(WebhookRequest request, Instant now) {
        Tally tally = Tally.of(states);
        String code = JsonBody.text(around, "retcode");
        RunStatus status = status(tally, code);
        JsonNode grains = around.path("grains");
        String uuid = JsonBody.text(grains, "uuid");
        ReportBuilder builder = new ReportBuilder(request, "run", now)
                .runId(jid == null ? null : minion == null ? jid : jid + ":" + minion)
                .node(minion)
                .node(JsonBody.text(grains, "fqdn"))
                .instance(uuid == null ? JsonBody.text(around, "uuid") : uuid)
                .identity("machine", JsonBody.text(grains, "machine_id"))
                .status(status)
                .changes(tally.states() == 0 ? null : tally.changed())
                .failure(failure(status, tally, code));
        if (jid != null) {
            builder.detail("run_id", jid);
        }
        return builder.detail("tool_status", code).build();
    }

    /** {@code success} stays true on failed states in older releases: the return code counts, then the results. */
    private RunStatus status(Tally tally, String code) {
        boolean badCode = code != null && !code.strip().equals("0");
        if (badCode || tally.failed() || states.isArray()) {
            return RunStatus.FAILED;
        }
        if (tally.wouldChange()) {
            return RunStatus.NOOP;
        }
        if (tally.states() == 0 && !(states.isObject() && states.isEmpty() && code != null)) {
            return RunStatus.UNKNOWN;
        }
        return tally.changed() > 0 ? RunStatus.CHANGED : RunStatus.UNCHANGED;
    }

    private String failure(RunStatus status, Tally tally, String code) {
        return switch (status) {
            case FAILED ->
                states.isArray() && states.path(0).isTextual()
                        ? states.path(0).asText()
                        : tally.failure() == null ? "the return code is " + code : tally.failure();
            case UNKNOWN -> "the return has no results of states";
            default -> null;
        };
    }

    /**
     * The results added up.
     *
     * @param states how many results there are
     * @param wouldChange whether a state was only tried out ({@code test=True})
     * @param failure the first failed state in Salt's words
     */
    private record Tally(int states, int changed, boolean failed, boolean wouldChange, String failure) {
        static Tally of(JsonNode returned) {
            int states = 0;
            int changed = 0;
            boolean tried = false;
            boolean failed = false;
            String failure = null;
            for (JsonNode state : returned) {
                if (state.has("result")) {
                    states++;
                    JsonNode result = state.path("result");
                    boolean bad = result.isBoolean() && !result.booleanValue();
                    tried |= result.isNull();
                    changed += result.asBoolean() && !state.path("changes").isEmpty() ? 1 : 0;
                    failure = bad && !failed ? JsonBody.text(state, "__id__") + ": " + words(state) : failure;
                    failed |= bad;
                }
            }
            return new Tally(states, changed, failed, tried, failure);
        }

        private static String words(JsonNode state) {
            String stderr = JsonBody.text(state.path("changes"), "stderr");
            return JsonBody.text(state, "comment") + (stderr == null || stderr.isBlank() ? "" : ": " + stderr);
        }
    }
}
