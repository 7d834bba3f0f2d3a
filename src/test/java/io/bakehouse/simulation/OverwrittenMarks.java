package io.bakehouse.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.Commands;
import io.bakehouse.engine.EventTooLargeException;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.view.CloudReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An hour of a bakery with two bakes of a family, in which marks are overwritten as lines of a text say: {@code <minute>
 * <image|record|server><number> <mark>=<value>}. Lines that say nothing are passed over.
 */
final class OverwrittenMarks {
    private static final int MOST_LINES = 80;
    private static final int SWEEP = 5;
    private static final int SECOND_BAKE = 30;
    private static final int ROLLOUT = 43;
    private static final int END = 60;
    private static final Pattern LINE =
            Pattern.compile("(\\d{1,2}) (image|record|server)(\\d) ([a-z_]{1,40})=(.{0,255})");
    private static final Recipe BUILT = BuilderBakery.recipe(
            BuilderBakery.builder(Duration.ofMinutes(10)), Optional.of(BuilderBakery.verification()), true);
    private static final Recipe ADOPTED = VirtualBakery.recipe(2, Duration.ofMinutes(30), 1);

    private final List<AssertionError> broken = new ArrayList<>();
    private final List<Matcher> changes;
    private final CombinedStory story;
    private final Cloud cloud;
    private final Commands commands;

    private OverwrittenMarks(String text, Recipe recipe) {
        changes = text.lines()
                .limit(MOST_LINES)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .toList();
        story = new CombinedStory(recipe, UnaryOperator.identity(), this::watched);
        cloud = story.cloud.cloud();
        commands = AllCommands.on(cloud, new Recipes(List.of(recipe)), story.clock);
    }

    /** With a builder, a canary and a person who approves. */
    static void built(String text) {
        OverwrittenMarks marks = new OverwrittenMarks(text, BUILT);
        marks.live(name -> BuilderBakery.request(marks.story.bakery, name));
    }

    /** With a server that converged by itself, and a batch. */
    static void adopted(String text) {
        OverwrittenMarks marks = new OverwrittenMarks(text, ADOPTED);
        marks.live(name -> {
            marks.story.cloud.addConvergedServer("web-" + name);
            marks.story.bakery.converged("web-" + name, name);
        });
    }

    private void live(Consumer<String> bake) {
        bake.accept("one");
        for (int minute = 0; minute < END; minute++) {
            if (minute == SECOND_BAKE) {
                look();
                bake.accept("two");
            }
            if (minute == ROLLOUT) {
                story.engine.publish(ask("rollout", Map.of("family", "web")));
            }
            if (minute % SWEEP == 0) {
                Instant slot = story.clock.instant();
                story.engine.publish(List.of(Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot)));
            }
            for (Matcher change : changes) {
                if (Integer.parseInt(change.group(1)) == minute) {
                    make(change);
                    look();
                }
            }
            story.pass(1);
        }
        look();
        if (!broken.isEmpty()) {
            throw broken.get(0);
        }
    }

    private void make(Matcher change) {
        int number = Integer.parseInt(change.group(3));
        Map<String, String> marks = Map.of(change.group(4), change.group(5));
        try {
            if (change.group(2).equals("server")) {
                List<Server> servers = cloud.servers(ServerQuery.ours());
                if (!servers.isEmpty()) {
                    cloud.markServer(servers.get(number % servers.size()).id(), marks);
                }
                return;
            }
            List<Image> images =
                    cloud.images(change.group(2).equals("image") ? ImageQuery.ours() : ImageQuery.records());
            if (!images.isEmpty()) {
                cloud.updateImage(images.get(number % images.size()).id(), ImageChange.mark(marks));
            }
        } catch (CloudException e) {
            // The cloud does not take such a value, so nobody will find it there.
            return;
        }
    }

    /** What no function may throw is kept, because the engine takes it for a failure like any other. */
    private FunctionInvocation watched(FunctionInvocation functions) {
        return (name, data) -> {
            try {
                return functions.invoke(name, data);
            } catch (CloudException | EventTooLargeException e) {
                throw e;
            } catch (Exception e) {
                broken.add(new AssertionError(name + " throws " + e, e));
                throw e;
            }
        };
    }

    /** What people see of it, and what they may ask for. */
    private void look() {
        CloudReader reader = new CloudReader(cloud);
        reader.images(Optional.empty(), 10);
        reader.batches(Optional.empty(), 10).forEach(batch -> reader.batch(batch.id(), 10));
        reader.rollouts(Optional.empty(), 10).forEach(rollout -> reader.rollout(rollout.id(), 10));
        reader.bakes(Optional.empty(), 10).forEach(bake -> {
            reader.bake(bake.id());
            ask("why", Map.of("bake", bake.id()));
            ask("approve", Map.of("bake", bake.id()));
        });
        ask("status", Map.of());
        ask("images", Map.of("family", "web"));
        Stream.of("retire", "rollback", "rollout", "boot")
                .forEach(command -> ask("plan", Map.of("command", command, "family", "web")));
    }

    private List<Event> ask(String name, Map<String, String> input) {
        Command command = commands.named(name);
        try {
            return command.run(command.input(new ObjectMapper().valueToTree(input)), "fuzz")
                    .events();
        } catch (CommandException | CloudException e) {
            // Refused in words.
            return List.of();
        }
    }
}
