package io.bakehouse.command;

import io.bakehouse.access.Rights;
import java.util.List;
import java.util.Optional;

/** Whether somebody may give a command. */
public final class Permission {
    private Permission() {}

    /**
     * Returns if any of the rights allows it.
     *
     * @throws CommandException (403) that names the right that is missing
     */
    public static void check(List<Rights> rights, Command command, CommandInput input) {
        boolean reads = command.effect() == Command.Effect.READ;
        // Without the right on any family, what it is about need not be looked up.
        if (rights.stream().noneMatch(some -> some.may(command.name(), reads))) {
            throw new CommandException(
                    403,
                    "you may not '" + command.name() + "' here: somebody who runs this bakery" + " has to add '"
                            + command.name() + "' to your commands");
        }
        Optional<String> family = command.family(input);
        if (!reads && rights.stream().noneMatch(some -> some.may(command.name(), reads, family))) {
            String which = family.map(name -> "on '" + name + "'").orElse("on all families");
            throw new CommandException(
                    403,
                    "you may not '" + command.name() + "' " + which
                            + ": somebody who runs this bakery has to add that to your families");
        }
    }

    /** The same for somebody with one set of rights. */
    public static void check(Rights rights, Command command, CommandInput input) {
        check(List.of(rights), command, input);
    }
}
