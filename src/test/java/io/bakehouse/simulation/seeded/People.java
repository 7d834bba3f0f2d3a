package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.Commands;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.simulation.AllCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What comes from outside: config runs, commands, base images, recipes, and hands that interfere. */
final class People {
    static final List<String> NODES = List.of("node-a", "node-b");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUN_IDS = 4;

    private final World world;
    private final Door door;
    private final SplittableRandom acts;
    private SplittableRandom random;
    /** What they deleted or renamed themselves, so that nobody else is blamed. */
    private final Set<String> touched = new HashSet<>();

    private final List<Event> accepted = new ArrayList<>();
    private final Set<String> decided = new HashSet<>();
    private int revision;
    private int count;

    People(World world, SplittableRandom acts) {
        this.world = world;
        this.door = new Door(world);
        this.acts = acts;
        this.random = acts;
        NODES.forEach(world.cloud::addConvergedServer);
    }

    /** One of them does something. */
    void act() {
        // Of its own: how much one of them draws depends on what is there.
        random = acts.split();
        int what = random.nextInt(100);
        if (what < 30) {
            converge();
        } else if (what < 45) {
            command("bake", "family", random.nextBoolean() ? Families.APP : Families.DB);
        } else if (what < 53) {
            boot();
        } else if (what < 60) {
            command("rollout", "family", Families.WEB);
        } else if (what < 66) {
            command("rollback", "family", Families.ALL.get(random.nextInt(3)));
        } else if (what < 69) {
            revoke();
        } else if (what < 72) {
            command("retire", "family", Families.ALL.get(random.nextInt(3)));
        } else if (what < 78) {
            command(random.nextBoolean() ? "pause" : "resume", "family", Families.APP);
        } else if (what < 86) {
            decideOnCandidate();
        } else if (what < 91) {
            world.cloud.addImage(world.cloud.site().project("admin"), "base", "public", Map.of());
        } else if (what < 93) {
            world.deploy(Families.of(++revision));
        } else {
            interfere();
        }
    }

    private void converge() {
        String node = NODES.get(random.nextInt(NODES.size()));
        String run = "run-" + random.nextInt(RUN_IDS);
        RunStatus status = random.nextInt(5) == 0 ? RunStatus.UNCHANGED : RunStatus.CHANGED;
        accept(door.byTool(run, node, status, 3));
    }

    private void boot() {
        ObjectNode input = JSON.createObjectNode().put("family", Families.WEB).put("count", 1 + random.nextInt(4));
        command("boot", input);
    }

    private void revoke() {
        List<Image> images = cloud().images(ImageQuery.ours());
        if (!images.isEmpty()) {
            ObjectNode input = JSON.createObjectNode()
                    .put("image", images.get(random.nextInt(images.size())).id())
                    .put("reason", "leaked")
                    .put("descendants", random.nextBoolean());
            command("revoke", input);
        }
    }

    /** Whatever waits for a person is decided on. */
    void decideOnAll() {
        for (Event event : world.engine.published(EventType.APPROVAL_REQUESTED)) {
            String bake = ((io.bakehouse.model.Ending) event.data()).bake();
            if (decided.add(bake)) {
                command("approve", JSON.createObjectNode().put("bake", bake));
            }
        }
    }

    private void decideOnCandidate() {
        world.engine.published(EventType.APPROVAL_REQUESTED).stream()
                .reduce((first, last) -> last)
                .map(event -> ((io.bakehouse.model.Ending) event.data()).bake())
                .ifPresent(bake -> command(
                        random.nextInt(4) == 0 ? "reject" : "approve",
                        JSON.createObjectNode().put("bake", bake)));
    }

    private void command(String name, String key, String value) {
        command(name, JSON.createObjectNode().put(key, value));
    }

    private void command(String name, ObjectNode input) {
        Commands commands = AllCommands.on(cloud(), world.recipes(), world.clock);
        Command command = commands.named(name);
        count++;
        try {
            accept(command.run(command.input(input), "cause-" + count).events());
        } catch (CommandException e) {
            world.trace.add(world.clock.instant(), "people", name + " is refused: " + e.getMessage());
        }
    }

    private void accept(List<Event> events) {
        events.forEach(event ->
                world.trace.add(world.clock.instant(), "people", event.type().wire() + " " + event.data()));
        accepted.addAll(events);
        world.engine.publish(events);
    }

    private void interfere() {
        if (random.nextBoolean() && world.troubles.strikes(Trouble.LOOK_ALIKE, "people", 20)) {
            world.trace.add(world.clock.instant(), "stranger", "makes something");
            world.strangers.make();
            return;
        }
        if (random.nextBoolean() && world.troubles.strikes(Trouble.DELETED_BY_HAND, "people", 20)) {
            List<Server> servers = cloud().servers(ServerQuery.ours()).stream()
                    .filter(Server::isOurs)
                    .toList();
            if (!servers.isEmpty()) {
                Server server = servers.get(random.nextInt(servers.size()));
                touch(server.id(), "delete server");
                cloud().deleteServer(server.id());
            }
            return;
        }
        List<Image> images =
                cloud().images(ImageQuery.ours()).stream().filter(Image::isOurs).toList();
        if (images.isEmpty()) {
            return;
        }
        Image image = images.get(random.nextInt(images.size()));
        if (world.troubles.strikes(Trouble.RENAMED_BY_HAND, "people", 20)) {
            touch(image.id(), "rename image");
            cloud().updateImage(
                            image.id(), new ImageChange(Optional.of("renamed-by-hand"), Optional.empty(), Map.of()));
        } else if (world.troubles.strikes(Trouble.DELETED_BY_HAND, "people", 20)) {
            touch(image.id(), "delete image");
            world.creations.excuse(Creations.image(image.mark(Marks.BAKE).orElse("?")));
            cloud().deleteImage(image.id());
        }
    }

    private void touch(String id, String what) {
        touched.add(id);
        world.byHand = true;
        world.announced.excuse(id);
        world.trace.add(world.clock.instant(), "people", what + " " + id);
    }

    boolean touched(String id) {
        return touched.contains(id);
    }

    boolean touchedAnything() {
        return !touched.isEmpty();
    }

    /** How often the recipes were changed. */
    int revisions() {
        return revision;
    }

    /** What was accepted from them, in order. */
    List<Event> accepted() {
        return accepted;
    }

    private Cloud cloud() {
        return world.cloud.cloud();
    }
}
