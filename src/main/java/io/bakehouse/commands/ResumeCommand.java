package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resumes a family's schedule, be it that a person or too many failures had paused it. */
@Singleton
public class ResumeCommand implements Command {
    private final ScheduleCommands schedules;

    public ResumeCommand(ScheduleCommands schedules) {
        this.schedules = schedules;
    }

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String purpose() {
        return "Lets a family be baked by its schedule again";
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
        return schedules.set(name(), false, input, cause);
    }
}
