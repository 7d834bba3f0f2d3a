package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a {@link Bug} takes the cloud's answers for. */
final class WrongViews {
    private static final Duration FAR = Duration.ofDays(99);

    private WrongViews() {}

    /** That function sees images changed so; an empty name stands for every function. */
    private static Bug.Call images(String function, UnaryOperator<Image> change) {
        return (step, name, arguments, real) -> mapped(
                function.isEmpty() || step.equals(function),
                real.call(name, arguments),
                one -> one instanceof Image image ? change.apply(image) : one);
    }

    private static Object mapped(boolean meant, Object answer, UnaryOperator<Object> change) {
        if (meant && answer instanceof Optional<?> one) {
            return one.map(change);
        }
        return meant && answer instanceof List<?> all ? all.stream().map(change).toList() : answer;
    }

    /** Later servers than so many are overlooked. */
    static Bug.Call firstPage(int length) {
        return (step, name, arguments, real) -> {
            Object answer = real.call(name, arguments);
            return name.equals("servers") && step.endsWith("-batch") && ((List<?>) answer).size() > length
                    ? ((List<?>) answer).subList(0, length)
                    : answer;
        };
    }

    static Bug.Call noDeadline() {
        return images(
                "",
                image -> image.mark(Marks.DEADLINE).isEmpty()
                        ? image
                        : image.marked(Map.of(
                                Marks.DEADLINE, image.createdAt().plus(FAR).toString())));
    }

    /** The younger an image, the older it seems. */
    static Bug.Call mirrored(String function) {
        return images(
                function,
                image -> created(image, World.START.plus(FAR).minus(Duration.between(World.START, image.createdAt()))));
    }

    private static Image created(Image image, Instant at) {
        return copy(image, image.name(), at, image.properties());
    }

    private static Image copy(Image image, String name, Instant at, Map<String, String> properties) {
        return new Image(
                image.id(),
                name,
                image.status(),
                at,
                image.updatedAt(),
                image.size(),
                image.checksum(),
                image.owner(),
                image.visibility(),
                image.hidden(),
                image.protect(),
                properties);
    }

    /** That function takes the current image for one that is current no more. */
    static Bug.Call previous(String function) {
        return images(
                function,
                image -> image.has(Marks.STATE, Marks.STATE_CURRENT)
                        ? copy(image, "of old", World.START.minus(FAR), image.properties())
                                .marked(Map.of(
                                        Marks.STATE,
                                        Marks.STATE_PREVIOUS,
                                        Marks.RANK,
                                        World.START.minus(FAR).toString()))
                        : image);
    }

    /** That function takes a revoked image for what it was before. */
    static Bug.Call unrevoked(String function) {
        return images(function, image -> {
            Map<String, String> marks = new HashMap<>(image.properties());
            marks.remove(Marks.REVOKED_AT);
            marks.put(Marks.STATE, image.mark(Marks.WAS).orElse(""));
            return image.isRevoked() ? copy(image, image.name(), image.createdAt(), marks) : image;
        });
    }

    /** Whoever has a mark of ours is ours. */
    static Bug.Call adoptedImages() {
        return images("", image -> {
            if (image.isOurs() || !image.has(Marks.ROLE, Marks.ROLE_IMAGE)) {
                return image;
            }
            Map<String, String> more = new HashMap<>(image.properties());
            more.putAll(Map.of(Marks.SERVER, "x", "instance_uuid", "x", Marks.SELF, image.id()));
            more.putIfAbsent(Marks.BAKE, "web-x");
            return copy(image, image.name(), image.createdAt(), more);
        });
    }

    /** Whoever has our tag is ours. */
    static Bug.Call adoptedServers() {
        UnaryOperator<Object> ours = one -> {
            if (!(one instanceof Server server)
                    || server.isOurs()
                    || !server.tags().contains(Marks.serverTag())) {
                return one;
            }
            Map<String, String> marks = new HashMap<>(server.metadata());
            marks.putAll(Map.of(Marks.ROLE, Marks.ROLE_CANARY, Marks.FAMILY, "web", Marks.BAKE, "web-x"));
            marks.put(Marks.UNEXPLAINED_SINCE, World.START.toString());
            return new Server(
                    server.id(),
                    server.name(),
                    server.status(),
                    server.taskState(),
                    server.createdAt(),
                    server.image(),
                    server.fault(),
                    server.addresses(),
                    marks,
                    server.tags(),
                    server.volumes(),
                    server.zone());
        };
        return (step, name, arguments, real) -> mapped(true, real.call(name, arguments), ours);
    }
}
