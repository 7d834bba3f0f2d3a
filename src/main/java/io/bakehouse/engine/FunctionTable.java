package io.bakehouse.engine;

import io.bakehouse.model.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@code functions.yaml}, and who is triggered by what. */
public final class FunctionTable {
    private final Map<String, FunctionRow> rows = new LinkedHashMap<>();
    private final Map<EventType, List<FunctionRow>> triggered = new EnumMap<>(EventType.class);

    FunctionTable(Map<String, FunctionRow> rows) {
        rows.forEach((name, row) -> this.rows.put(name, row.named(name)));
        for (FunctionRow row : this.rows.values()) {
            for (EventType type : row.trigger().events()) {
                triggered.computeIfAbsent(type, none -> new ArrayList<>()).add(row);
            }
        }
    }

    /**
     * The table that was packaged with the program.
     *
     * @throws TableException when it is missing or wrong
     */
    public static FunctionTable packaged() {
        return TableReader.packaged();
    }

    /**
     * The table in that text.
     *
     * @param name what to call the text in complaints
     * @throws TableException with line and column when it is wrong
     */
    public static FunctionTable of(String name, String yaml) {
        return TableReader.read(name, yaml);
    }

    /** All rows, in the order of the file. */
    public Collection<FunctionRow> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /**
     * The row of that function.
     *
     * @throws IllegalArgumentException when there is none
     */
    public FunctionRow row(String function) {
        FunctionRow row = rows.get(function);
        if (row == null) {
            throw new IllegalArgumentException("functions.yaml has no function '" + function + "'");
        }
        return row;
    }

    /** The functions that an event of this type goes to; none for a type that nobody waits for. */
    public List<FunctionRow> triggeredBy(EventType type) {
        return Collections.unmodifiableList(triggered.getOrDefault(type, List.of()));
    }

    /** The functions that have a queue: those that some event triggers. */
    public List<FunctionRow> queued() {
        return rows.values().stream()
                .filter(row -> !row.trigger().events().isEmpty())
                .toList();
    }

    /** The functions that run by the clock. */
    public List<FunctionRow> scheduled() {
        return rows.values().stream()
                .filter(row -> row.trigger().schedule() != null)
                .toList();
    }
}
