package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.Ids;
import io.bakehouse.view.BakeView;
import io.bakehouse.view.CloudReader;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells where the time of a bake went. */
@Singleton
public class WhyCommand implements Command {
    private final CloudReader reader;
    private final InstantSource clock;

    public WhyCommand(CloudReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "why";
    }

    @Override
    public String purpose() {
        return "Tells where the time of a bake went, phase by phase";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of("bake", "id of a bake");
    }

    @Override
    public List<String> positions() {
        return List.of("bake");
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("bake").flatMap(Ids::familyOfBake);
    }

    @Override
    public String example() {
        return "{\"bake\": \"web-1f2e3d4c5b6a\"}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        BakeView bake = StatusCommand.known(reader, input.text("bake"));
        List<String> lines = Phases.of(bake, clock.instant());
        return new Done(name(), "/bakes/" + bake.id(), bake.state().word() + ": " + bake.words(), lines);
    }
}
