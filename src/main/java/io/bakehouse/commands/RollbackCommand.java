package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.function.RollBack;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an older image of a family current again. */
@Singleton
public class RollbackCommand implements Command {
    private final Cloud cloud;
    private final Families families;
    private final RollBack function;
    private final InstantSource clock;

    public RollbackCommand(Cloud cloud, Families families, RollBack function, InstantSource clock) {
        this.cloud = cloud;
        this.families = families;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public String purpose() {
        return "Gives a family's name back to an older image";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family");
        keys.put("image", "id of the image; without it, the one that was current before");
        keys.put("plan", "hash of a plan; without it, whatever follows");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("family", "image");
    }

    @Override
    public Effect effect() {
        return Effect.DESTROY;
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
    public Optional<Plan> plan(CommandInput input, String cause) {
        return Optional.of(function.plan(request(input, cause)));
    }

    @Override
    public Done run(CommandInput input, String cause) {
        RollbackRequested request = request(input, cause);
        Event event = Event.of(EventType.ROLLBACK_REQUESTED, request);
        String words = "'" + request.family() + "' will be the image " + request.image() + " again";
        String see = "/images?family=" + request.family();
        return new Done(name(), request.cause(), see, words, List.of(event));
    }

    /** Names the image, so that a second delivery, which finds it current, does not go back one further. */
    private RollbackRequested request(CommandInput input, String cause) {
        String family = families.named(input.text("family")).family();
        List<Image> images = cloud.images(ImageQuery.ours().with(Marks.FAMILY, family));
        Optional<Image> current = RollBack.current(family, images);
        String image = input.optionalText("image")
                .or(() ->
                        current.flatMap(from -> RollBack.previous(from, images)).map(Image::id))
                .orElseThrow(() -> CommandException.conflict(
                        "'" + family + "' has no earlier image to go back to: name one with 'image', or bake one"));
        // A clock that runs behind the cloud's must not make the request older than what it is about.
        Instant now = clock.instant();
        Instant at = current.map(Image::rank)
                .filter(rank -> !rank.isBefore(now))
                .map(rank -> rank.plusMillis(1))
                .orElse(now);
        String id = Ids.command(name(), family, cause);
        return new RollbackRequested(
                family, image, null, id, input.optionalText("plan").orElse(null), at);
    }
}
