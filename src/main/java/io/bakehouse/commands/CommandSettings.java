package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.Commands;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Collects the commands. */
final class CommandSettings {
    @Produces
    @Singleton
    Commands commands(@All List<Command> commands) {
        return new Commands(commands);
    }
}
