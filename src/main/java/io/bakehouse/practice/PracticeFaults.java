package io.bakehouse.practice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The switches for everything that can go wrong in the practice cloud. Nothing does unless asked for. */
public final class PracticeFaults {
    private static final int MOST = 1000;

    private final List<FaultRule> rules = new ArrayList<>();
    private final Map<String, String> planted = new LinkedHashMap<>();

    /** Adds a rule; the first rule that has something to say about a request decides. */
    public synchronized PracticeFaults add(FaultRule rule) {
        if (rules.size() >= MOST) {
            throw new IllegalStateException("more than " + MOST + " rules for faults");
        }
        rules.add(rule);
        return this;
    }

    /** Spoils the next requests of that template: the first {@code times} of them. */
    public PracticeFaults next(String template, int times, Fault fault) {
        return add(FaultRule.counted(template, 0, times, fault));
    }

    /**
     * Lets things go wrong for servers whose name matches, as if the words stood in their metadata.
     *
     * @param words such as {@code failsnap} or {@code slowboot=5,failsnap}
     */
    public synchronized PracticeFaults plant(String nameGlob, String words) {
        if (planted.size() >= MOST) {
            throw new IllegalStateException("more than " + MOST + " names with faults");
        }
        planted.put(nameGlob, words);
        return this;
    }

    /** Forgets all rules and words. */
    public synchronized void clear() {
        rules.clear();
        planted.clear();
    }

    synchronized Fault judge(FaultRule.Call call) {
        for (FaultRule rule : rules) {
            Fault fault = rule.judge(call);
            if (fault.kind() != Fault.Kind.NONE) {
                return fault;
            }
        }
        return Fault.NONE;
    }

    synchronized Mishaps of(ServerState server) {
        Set<String> words = new LinkedHashSet<>();
        String name = server.birth().name();
        planted.forEach((glob, mishap) -> {
            if (Glob.matches(glob, name)) {
                words.add(mishap);
            }
        });
        return Mishaps.of(name, server.metadata(), words);
    }
}
