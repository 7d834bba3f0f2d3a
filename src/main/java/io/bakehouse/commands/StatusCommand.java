package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.Ids;
import io.bakehouse.view.BakeView;
import io.bakehouse.view.CloudReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells how a bake stands, or which are under way. */
@Singleton
public class StatusCommand implements Command {
    private static final int MOST = 200;

    private final CloudReader reader;

    public StatusCommand(CloudReader reader) {
        this.reader = reader;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String purpose() {
        return "Tells how a bake stands; without one, which bakes are under way and what waits for approval";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of("bake", "id of a bake; without it, all that are under way");
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
        return input.optionalText("bake").map(this::one).orElseGet(this::underWay);
    }

    private Done one(String id) {
        BakeView bake = known(reader, id);
        return new Done(name(), "/bakes/" + id, line(bake), List.of());
    }

    private Done underWay() {
        List<String> lines = reader.bakes(Optional.empty(), MOST).stream()
                .filter(bake -> !bake.state().isOver())
                .map(StatusCommand::line)
                .toList();
        String words = lines.isEmpty() ? "no bake is under way, and nothing waits" : lines.size() + " bakes under way";
        return new Done(name(), "/bakes", words, lines);
    }

    /** The bake of that id, or a refusal that says where they are listed. */
    static BakeView known(CloudReader reader, String id) {
        return Optional.of(id)
                .filter(text -> Ids.familyOfBake(text).isPresent())
                .flatMap(reader::bake)
                .orElseThrow(() -> CommandException.unknown(
                        "there is no bake '" + id + "': 'status' without one lists those under way"));
    }

    private static String line(BakeView bake) {
        return bake.id() + " | " + bake.state().word() + " | " + bake.words();
    }
}
