package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pauses a family's schedule. */
@Singleton
public class PauseCommand implements Command {
    private final ScheduleCommands schedules;

    public PauseCommand(ScheduleCommands schedules) {
        this.schedules = schedules;
    }

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String purpose() {
        return "Stops the scheduled bakes of a family until somebody resumes them";
    }

    @Override
    public Map<String, String> keys() {
        return ScheduleCommands.keys();
    }

    @Override
    public List<String> positions() {
        return List.of("family");
    }

    @Override
    public Effect effect() {
        return Effect.CHANGE;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("family");
    }

    @Override
    public String example() {
        return ScheduleCommands.EXAMPLE;
    }

    @Override
    public Done run(CommandInput input, String cause) {
        return schedules.set(name(), true, input, cause);
    }
}
