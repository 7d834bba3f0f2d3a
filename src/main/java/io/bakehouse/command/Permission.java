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
        // Without the right on any family, what it is about need not be looked up.
        checkCommand(rights, command);
        checkFamily(rights, command, command.family(input));
    }

    /** Whether it may be given at all, to whatever family; the same refusal. */
    public static void checkCommand(List<Rights> rights, Command command) {
        if (rights.stream().noneMatch(some -> some.may(command.name(), reads(command)))) {
            throw new CommandException(
                    403,
                    "you may not '" + command.name() + "' here: somebody who runs this bakery has to add '"
                            + command.name() + "' to your commands");
        }
    }

    /** Whether it may be given to that family, or to all where none is named; the same refusal. */
    public static void checkFamily(List<Rights> rights, Command command, Optional<String> family) {
        boolean reads = reads(command);
        if (!reads && rights.stream().noneMatch(some -> some.may(command.name(), reads, family))) {
            String which = family.map(name -> "on '" + name + "'").orElse("on all families");
            throw new CommandException(
                    403,
                    "you may not '" + command.name() + "' " + which
                            + ": somebody who runs this bakery has to add that to your families");
        }
    }

    private static boolean reads(Command command) {
        return command.effect() == Command.Effect.READ;
    }

    /** The same for somebody with one set of rights. */
    public static void check(Rights rights, Command command, CommandInput input) {
        check(List.of(rights), command, input);
    }
}
