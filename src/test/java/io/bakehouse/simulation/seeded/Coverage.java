package io.bakehouse.simulation.seeded;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which troubles can strike in which steps: that follows from the calls and events in the rows of functions.yaml. */
final class Coverage {
    private static final String BOOT = "POST compute/servers";
    private static final String ACTION = "POST compute/servers/{id}/action";
    private static final String DELETE = "DELETE compute/servers/{id}";
    private static final String LIMITS = "GET compute/limits";
    private static final String RECORD = "POST image/v2/images";

    /** What strikes an event of any kind, and what its function makes of it. */
    private static final Set<Trouble> OF_EVENTS = EnumSet.of(
            Trouble.DUPLICATE,
            Trouble.REORDER,
            Trouble.DELAY,
            Trouble.LOSE_ACKNOWLEDGEMENT,
            Trouble.CRASH_BEFORE_PUBLISH,
            Trouble.CRASH_AFTER_PUBLISH);

    private static final Set<Trouble> OF_CALLS = EnumSet.of(
            Trouble.CRASH_BEFORE_CALL,
            Trouble.CRASH_AFTER_CALL,
            Trouble.OVERLAP,
            Trouble.ERROR_BEFORE_EFFECT,
            Trouble.UNREACHABLE,
            Trouble.RATE_LIMIT,
            Trouble.RATE_LIMIT_WITH_TIME,
            Trouble.TOKEN_EXPIRED);

    private Coverage() {}

    /** One cell that was struck too seldom. */
    record Cell(Trouble trouble, String step, long times) {}

    /** All cells that were struck less often than that. */
    static List<Cell> seldom(Map<Trouble, Map<String, Long>> struck, long least) {
        List<Cell> seldom = new ArrayList<>();
        for (FunctionRow row : FunctionTable.packaged().queued()) {
            for (Trouble trouble : Trouble.values()) {
                long times = struck.getOrDefault(trouble, Map.of()).getOrDefault(row.name(), 0L);
                if (can(trouble, row) && times < least) {
                    seldom.add(new Cell(trouble, row.name(), times));
                }
            }
        }
        return seldom;
    }

    /** Whether the trouble can strike in a step of that function. */
    static boolean can(Trouble trouble, FunctionRow row) {
        List<String> calls = row.calls();
        if (OF_EVENTS.contains(trouble)) {
            return true;
        }
        if (OF_CALLS.contains(trouble)) {
            return !calls.isEmpty();
        }
        boolean lists = calls.stream()
                .anyMatch(call -> call.startsWith("GET ") && (call.endsWith("/detail") || call.endsWith("/images")));
        return switch (trouble) {
            case LOSE -> row.trigger().events().stream().anyMatch(TroubledPost::isLossy);
            case STALE_LIST, SHORT_PAGE -> lists;
            case NO_ANSWER_AFTER_EFFECT -> calls.stream().anyMatch(call -> !call.startsWith("GET "));
            case CONFLICT_LEAVES_IMAGE, SNAPSHOT_KILLED, SNAPSHOT_QUEUED, SNAPSHOT_STUCK, SNAPSHOT_SLOW ->
                calls.contains(ACTION);
            case QUOTA_IMAGES -> calls.contains(ACTION) || calls.contains(RECORD);
            case SERVER_ERROR, SERVER_HANGS, SERVER_CRASHES -> calls.contains(BOOT);
            case QUOTA_SERVERS, QUOTA_CORES -> calls.contains(BOOT) || calls.contains(LIMITS);
            case DELETION_FAILS -> calls.contains(DELETE);
            default -> false;
        };
    }
}
