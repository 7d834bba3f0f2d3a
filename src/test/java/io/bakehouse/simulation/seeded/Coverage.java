package io.bakehouse.simulation.seeded;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /**
     * While these are on their way the bake has no server: its first is yet to be booted, or its last has gone. Who deletes
     * the bake's servers then has some only when an earlier trouble has left one, which the other steps' cells are about.
     */
    private static final Set<EventType> WITHOUT_SERVERS =
            EnumSet.of(EventType.BAKE_REQUESTED, EventType.IMAGE_READY, EventType.IMAGE_VERIFIED);

    /** What strikes elsewhere than in the steps of functions, and where. */
    private static final Map<Trouble, Set<String>> ELSEWHERE = elsewhere();

    private Coverage() {}

    /** How often each trouble has struck in each step where it can, also where it never has. */
    static List<Gate.Seen> cells(Map<Trouble, Map<String, Long>> struck) {
        List<Gate.Seen> cells = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            for (String step : steps(trouble)) {
                long times = struck.getOrDefault(trouble, Map.of()).getOrDefault(step, 0L);
                cells.add(new Gate.Seen(trouble + " in " + step, times));
            }
        }
        return cells;
    }

    /** Where the trouble can strike. */
    static Set<String> steps(Trouble trouble) {
        return ELSEWHERE.getOrDefault(
                trouble,
                FunctionTable.packaged().queued().stream()
                        .filter(row -> can(trouble, row))
                        .map(FunctionRow::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Map<Trouble, Set<String>> elsewhere() {
        Map<Trouble, Set<String>> steps = new EnumMap<>(Trouble.class);
        for (Trouble trouble : EnumSet.range(Trouble.REDRIVE_LATE, Trouble.CLONED_BY_HAND)) {
            steps.put(trouble, Set.of("people"));
        }
        steps.put(Trouble.SKEW, Set.of("process"));
        steps.put(Trouble.SILENT_GUEST, Set.of(Marks.ROLE_BUILDER, Marks.ROLE_CANARY));
        steps.put(Trouble.FAILED_RUN, Set.of(Marks.ROLE_BUILDER, Marks.ROLE_CANARY));
        Set<String> schedules = FunctionTable.packaged().queued().stream()
                .filter(row -> row.trigger().schedule() != null)
                .map(row -> row.trigger().schedule().event().wire())
                .collect(Collectors.toCollection(TreeSet::new));
        steps.put(Trouble.SCHEDULE_TWICE, schedules);
        steps.put(Trouble.SCHEDULE_SKIPPED, schedules);
        return steps;
    }

    /** Whether the trouble can strike in a step of that function. */
    private static boolean can(Trouble trouble, FunctionRow row) {
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
            // Only the bakery's own builders have volumes here, and only their images are made of snapshots of them.
            case VOLUME_SNAPSHOT_FAILS, VOLUME_SNAPSHOT_HANGS ->
                calls.contains(ACTION) && row.trigger().events().contains(EventType.BUILDER_CONVERGED);
            case VOLUME_FAILS, QUOTA_VOLUMES ->
                calls.contains(BOOT) && row.emits().contains(EventType.BUILDER_STARTED);
            case QUOTA_IMAGES -> calls.contains(ACTION) || calls.contains(RECORD);
            case SERVER_ERROR, SERVER_HANGS, SERVER_CRASHES -> calls.contains(BOOT);
            case QUOTA_SERVERS, QUOTA_CORES -> calls.contains(BOOT) || calls.contains(LIMITS);
            case DELETION_FAILS ->
                calls.contains(DELETE) && row.trigger().events().stream().noneMatch(WITHOUT_SERVERS::contains);
            default -> false;
        };
    }
}
