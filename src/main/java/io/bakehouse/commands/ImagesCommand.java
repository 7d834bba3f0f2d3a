package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.view.CloudReader;
import io.bakehouse.view.ImageView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lists the images of a family, or of all, newest first. */
@Singleton
public class ImagesCommand implements Command {
    private static final int MOST = 50;

    private final CloudReader reader;
    private final Families families;

    public ImagesCommand(CloudReader reader, Families families) {
        this.reader = reader;
        this.families = families;
    }

    @Override
    public String name() {
        return "images";
    }

    @Override
    public String purpose() {
        return "Lists images, newest first";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of("family", "image family; without it, all of them");
    }

    @Override
    public List<String> positions() {
        return List.of("family");
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("family");
    }

    @Override
    public String example() {
        return "{\"family\": \"web\"}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        Optional<String> family = family(input).map(name -> families.named(name).family());
        List<String> lines =
                reader.images(family, MOST).stream().map(ImagesCommand::line).toList();
        String of = family.map(name -> " of '" + name + "'").orElse("");
        String words = lines.isEmpty()
                ? "there are no images" + of + " yet"
                : lines.size() < MOST ? lines.size() + " images" + of : "the newest " + MOST + " images" + of;
        return new Done(name(), "/images", words, lines);
    }

    private static String line(ImageView image) {
        String state = Objects.requireNonNullElse(image.state(), "?");
        return image.name() + " | " + image.family() + " | " + state + " | " + image.id() + " | " + image.createdAt();
    }
}
