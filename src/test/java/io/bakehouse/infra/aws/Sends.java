package io.bakehouse.infra.aws;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.EventType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** On whose queues a function puts something. */
record Sends(FunctionTable table) {
    /** What the engine publishes by itself when a function gives an event up: {@link io.bakehouse.engine.Endings}. */
    private static final Set<EventType> ENDINGS = EnumSet.of(EventType.EVENT_FAILED);

    /** Its own, for what comes later; its dead letters; and those of whom its events trigger. */
    Collection<String> of(FunctionRow row) {
        Set<String> queues = new TreeSet<>(to(row.emits()));
        queues.addAll(toEndings());
        queues.add(Names.of(row).queue());
        queues.add(Names.of(row).dead());
        if (row.name().equals(QueuedFunction.COMMANDS)) {
            queues.addAll(all());
        }
        return queues;
    }

    Collection<String> toEndings() {
        return to(ENDINGS);
    }

    Collection<String> all() {
        return table.queued().stream().map(row -> Names.of(row).queue()).toList();
    }

    Collection<String> allDead() {
        return table.queued().stream().map(row -> Names.of(row).dead()).toList();
    }

    private Set<String> to(Collection<EventType> types) {
        Set<String> queues = new TreeSet<>();
        for (EventType type : types) {
            List<FunctionRow> triggered = table.triggeredBy(type);
            triggered.forEach(row -> queues.add(Names.of(row).queue()));
        }
        return queues;
    }
}
