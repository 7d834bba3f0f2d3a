package io.bakehouse.command;

import io.bakehouse.platform.NearestName;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** All commands by name. */
public final class Commands {
    private final SortedMap<String, Command> byName = new TreeMap<>();

    public Commands(Iterable<? extends Command> commands) {
        commands.forEach(command -> byName.put(command.name(), command));
    }

    /** The command of that name, or a refusal that suggests the nearest one. */
    public Command named(String name) {
        Command command = byName.get(name);
        if (command == null) {
            String near = NearestName.of(name, byName.keySet())
                    .map(known -> "did you mean '" + known + "'?")
                    .orElse("there are " + byName.keySet());
            throw CommandException.unknown("no command is called '" + name + "': " + near);
        }
        return command;
    }

    /** In the order of their names. */
    public Collection<Command> all() {
        return Collections.unmodifiableCollection(byName.values());
    }
}
