package io.bakehouse.simulation.seeded;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.simulation.CutCloud;
import io.bakehouse.simulation.VirtualClock;
import io.bakehouse.simulation.VirtualEngine;
import io.bakehouse.simulation.VirtualQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A cloud, a bakery of several processes on it, and what is known of both. */
final class World {
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final FunctionTable TABLE = FunctionTable.packaged();
    private static final int MOST_AT_ONCE = 4;
    /** Ten times what the busiest run takes. */
    private static final int MOST_STEPS = 20_000;

    final VirtualClock clock = new VirtualClock(START);
    final Troubles troubles;
    final Trace trace;
    final PracticeModel cloud;
    /** The cloud as somebody sees it who is no part of the bakery. */
    final Cloud seen;

    final VirtualEngine engine;
    final Creations creations;
    final Bounds bounds;
    final CloudMishaps mishaps;
    final Strangers strangers;
    final Announced announced;
    final Marking marking;
    final Naming naming;
    final Bug bug;
    /** What the bakery told the outside. */
    final List<Event> told = new ArrayList<>();

    /** How many servers each batch wants, as far as anybody was asked to look at it. */
    final Map<String, Integer> wanted = new HashMap<>();

    final Promises promises;
    final Chat chat;
    final Hands hands;

    private final long seed;
    /** How often each step has drawn a number. */
    private final Map<String, Integer> draws = new HashMap<>();

    /** The depths of the steps that were shown a list as it was a while ago, and how long ago at most. */
    private final Map<Integer, Duration> outdated = new HashMap<>();

    private final Deque<String> steps = new ArrayDeque<>();
    private final Processes processes;
    private int taken;

    World(long seed, Troubles troubles, Trace trace, Recipes recipes) {
        this(seed, troubles, trace, recipes, Bug.NONE);
    }

    World(long seed, Troubles troubles, Trace trace, Recipes recipes, Bug bug) {
        this.bug = bug;
        this.seed = seed;
        this.troubles = troubles;
        this.trace = trace;
        this.cloud = new PracticeModel(clock, PracticeTimes.usual(), "seed-" + seed);
        this.seen = cloud.cloud();
        this.creations = new Creations();
        this.bounds = new Bounds(this);
        this.mishaps = new CloudMishaps(this);
        this.strangers = new Strangers(this);
        this.announced = new Announced(this);
        this.marking = new Marking(this);
        this.promises = new Promises(this);
        this.chat = new Chat(this);
        this.hands = new Hands(this);
        this.naming = new Naming(this);
        cloud.faults().add(new CloudTroubles(this));
        this.processes = new Processes(this, recipes);
        this.engine = new VirtualEngine(clock, TABLE, this::invoke, new VirtualQueues(), new TroubledPost(this));
    }

    /** All processes are started anew, with other recipes. */
    void deploy(Recipes changed) {
        processes.deploy(changed);
    }

    Recipes recipes() {
        return processes.recipes();
    }

    /** A number below the bound, which no other step's draws change. */
    int below(int bound, String step) {
        int drawn = draws.merge(step, 1, Integer::sum);
        return Hash.below(Hash.of(Hash.of(seed, step.hashCode()), drawn), bound);
    }

    /** The function that is running, empty for nobody. */
    String step() {
        return steps.isEmpty() ? "" : steps.peek();
    }

    /** How many steps are being taken, one in the middle of the other. */
    int depth() {
        return steps.size();
    }

    private List<Event> invoke(String function, EventData data) throws Exception {
        Loops.check(data);
        if (++taken > MOST_STEPS) {
            throw new Violation("the bakery does not come to rest: " + taken + " steps, the last one " + function
                    + " on " + data.subject());
        }
        int process = below(Processes.COUNT, function);
        trace.add(clock.instant(), function, "on " + data.subject() + " by process " + process);
        trace.tell(clock.instant(), () -> "    " + data);
        steps.push(function);
        outdated.remove(steps.size());
        creations.begin(steps.size());
        promises.begin(data);
        naming.begins(process);
        try {
            List<Event> next = next(process, function, data);
            next.forEach(
                    event -> trace.add(clock.instant(), "  ->", event.type().wire() + " " + event.id()));
            return next.stream()
                    .map(event -> onQueue(event, processes.skew(process)))
                    .toList();
        } catch (CutCloud.Ended e) {
            processes.start(process);
            if (bug == Bug.ACKNOWLEDGES_BEFORE_ACTING) {
                return List.of();
            }
            throw e;
        } finally {
            steps.pop();
        }
    }

    /** What the bakery publishes, as long as nothing of it breaks a promise. */
    private List<Event> next(int process, String function, EventData data) throws Exception {
        if (bug.skips(function)) {
            return List.of();
        }
        List<Event> next = bug.next(function, processes.get(process).invoke(function, data));
        if (bug == Bug.ACKNOWLEDGES_BEFORE_PUBLISHING && troubles.strikes(Trouble.CRASH_BEFORE_PUBLISH, function)) {
            return List.of();
        }
        promises.told(data, next);
        return next;
    }

    /** Engines tell a queue how long an event shall wait, so that the queue's clock may differ from the process's own. */
    private static Event onQueue(Event event, Duration skew) {
        return event.notBefore() == null
                ? event
                : event.notBefore(event.notBefore().minus(skew));
    }

    /** How many steps were begun. */
    int taken() {
        return taken;
    }

    /** The step that runs is shown a list that lags: it cannot know of what was made a moment ago. */
    void outdated(Duration age) {
        outdated.merge(steps.size(), age, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    boolean isOutdated() {
        return outdated.containsKey(steps.size());
    }

    /** How long ago it was at most what the step that runs was shown. */
    Duration age() {
        return outdated.getOrDefault(steps.size(), Duration.ZERO);
    }

    /** Looks at the cloud without being anybody. */
    <T> T quietly(Supplier<T> look) {
        steps.push("");
        try {
            return look.get();
        } finally {
            steps.pop();
        }
    }

    /** In the middle of a step, another process may take a whole step of its own. */
    void others(String step) {
        // Nobody takes as long as the sweep, so more happens meanwhile.
        boolean sweeps = step.equals("sweep");
        if (steps.size() < MOST_AT_ONCE && troubles.strikes(Trouble.OVERLAP, step, sweeps ? 20 : 10)) {
            trace.add(clock.instant(), step, "is overlapped");
            engine.runNext(clock.instant().plusSeconds(sweeps ? 5 : 1));
        }
    }
}
