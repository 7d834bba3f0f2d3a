package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.ScheduleRequested;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pausing and resuming a family's schedule have in common. */
@Singleton
public class ScheduleCommands {
    static final String EXAMPLE = "{\"family\": \"web\", \"by\": \"alice\"}";

    private final Families families;
    private final InstantSource clock;

    public ScheduleCommands(Families families, InstantSource clock) {
        this.families = families;
        this.clock = clock;
    }

    static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family");
        keys.put("by", "who says so, for people");
        return keys;
    }

    Command.Done set(String command, boolean pause, CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        if (recipe.rebake().isEmpty()) {
            throw CommandException.conflict(
                    "the recipe of '" + recipe.family() + "' has no section 'rebake': nothing bakes it" + " by itself");
        }
        String by = input.optionalText("by").orElse("somebody");
        ScheduleRequested data = new ScheduleRequested(recipe.family(), pause, by, cause, clock.instant());
        Event event = Event.of(EventType.SCHEDULE_REQUESTED, data, command);
        String words = "the schedule of '" + recipe.family() + "' will be " + (pause ? "paused" : "resumed");
        return new Command.Done(command, recipe.family(), null, words, List.of(event));
    }
}
