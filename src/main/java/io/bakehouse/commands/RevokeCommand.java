package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.function.RevokeImage;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.openstack.Cloud;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Forbids to boot an image. */
@Singleton
public class RevokeCommand implements Command {
    private final Cloud cloud;
    private final RevokeImage function;
    private final InstantSource clock;

    public RevokeCommand(Cloud cloud, RevokeImage function, InstantSource clock) {
        this.cloud = cloud;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "revoke";
    }

    @Override
    public String purpose() {
        return "Hides an image and forbids to boot it, for good";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("image", "id of the image");
        keys.put("descendants", "true to revoke all images that come from it too");
        keys.put("reason", "why, for people");
        keys.put("plan", "hash of a plan; without it, whatever follows");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("image", "reason");
    }

    @Override
    public Set<String> flags() {
        return Set.of("descendants");
    }

    @Override
    public Effect effect() {
        return Effect.DESTROY;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("image").flatMap(cloud::image).flatMap(image -> image.mark(Marks.FAMILY));
    }

    @Override
    public String example() {
        return "{\"image\": \"<id>\", \"descendants\": true, \"reason\": \"CVE-2026-12345\"}";
    }

    @Override
    public Optional<Plan> plan(CommandInput input, String cause) {
        return Optional.of(function.plan(request(input, cause)));
    }

    @Override
    public Done run(CommandInput input, String cause) {
        RevokeRequested request = request(input, cause);
        Event event = Event.of(EventType.REVOKE_REQUESTED, request);
        String words = "the image " + request.image() + (request.descendants() ? " and what comes from it" : "")
                + " will be revoked";
        return new Done(name(), request.cause(), "/images", words, List.of(event));
    }

    private RevokeRequested request(CommandInput input, String cause) {
        String image = input.text("image");
        String reason = input.text("reason");
        if (cloud.image(image).filter(Image::isOurs).isEmpty()) {
            throw CommandException.conflict(
                    "this bakery has made no image '" + image + "': GET /images lists those it has");
        }
        String plan = input.optionalText("plan").orElse(null);
        String id = Ids.command(name(), image, cause);
        return new RevokeRequested(image, input.flag("descendants"), reason, id, plan, clock.instant());
    }
}
