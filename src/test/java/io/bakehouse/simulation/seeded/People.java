package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.Commands;
import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.simulation.AllCommands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What comes from outside: config runs, commands, base images, recipes, and hands that interfere. */
final class People {
    static final List<String> NODES = List.of("node-a", "node-b");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUN_IDS = 4;
    /** So long a recipe lacks something that somebody did not mean to leave out. */
    private static final int MISTAKEN_MINUTES = 4;
    /** A roll-out, rollback, revocation, retirement, pause, verdict, deployment, word in a chat, plan, or hand: see below. */
    private static final int[] FAVOURITES = {37, 44, 50, 54, 57, 60, 71, 74, 82, 88};

    private final World world;
    private final Door door;
    private final SplittableRandom acts;
    /** What these do more often than others, so that it comes several times in one run. */
    private final int favourite;

    private SplittableRandom random;
    private final Deferred deferred = new Deferred();
    private final List<Event> accepted = new ArrayList<>();
    private final Verdicts verdicts;
    private final Rollbacks rollbacks;
    private int revision;
    /** For how many minutes somebody is about to change the recipes, twice. */
    private int changing;

    private int count;

    People(World world, SplittableRandom acts) {
        this.world = world;
        this.door = new Door(world);
        this.acts = acts;
        this.random = acts;
        this.favourite = FAVOURITES[acts.nextInt(FAVOURITES.length)];
        this.verdicts = new Verdicts(world, this);
        this.rollbacks = new Rollbacks(world, this);
        List<String> servers =
                NODES.stream().map(world.cloud::addConvergedServer).toList();
        if (acts.nextBoolean()) {
            new History(world, servers.get(0)).begin();
        }
    }

    /** A minute has passed. */
    void minute() {
        world.hands.minute();
        if (changing > 0 && (--changing == MISTAKEN_MINUTES || changing == 0)) {
            world.deploy(Families.of(++revision));
        }
    }

    /** One of them does something. */
    void act() {
        // Of its own: how much one of them draws depends on what is there.
        random = acts.split();
        int what = random.nextInt(3) == 0 ? favourite : random.nextInt(100);
        if (what < 20) {
            if (random.nextInt(4) == 0) {
                if (random.nextBoolean()) {
                    rollOut();
                } else {
                    rollBack(Families.WEB);
                }
            } else {
                converge();
            }
        } else if (what < 31) {
            bake();
        } else if (what < 37) {
            boot();
        } else if (what < 44) {
            rollOut();
        } else if (what < 50) {
            rollBack(family());
        } else if (what < 54) {
            revoke();
        } else if (what < 57) {
            command("retire", "family", family());
        } else if (what < 60) {
            command(random.nextBoolean() ? "pause" : "resume", "family", Families.APP);
        } else if (what < 68) {
            verdicts.onOne(random);
        } else if (what < 71) {
            world.cloud.addImage(world.cloud.site().project("admin"), "base", "public", Map.of());
        } else if (what < 74) {
            world.deploy(Families.of(++revision));
        } else if (what < 82) {
            chat();
        } else if (what < 88) {
            defer();
        } else {
            world.hands.act(random);
        }
    }

    /** Mostly where there is a former image: before that people see to it that there will be one. */
    private void rollBack(String family) {
        if (rollbacks.isPossible(family)) {
            rollbacks.rollBack(family, random);
        } else if (random.nextInt(4) == 0) {
            command("rollback", "family", family);
        } else {
            converge();
        }
    }

    /** Mostly where there is something to replace. */
    private void rollOut() {
        boolean makesSense = rollbacks.isPossible(Families.WEB)
                && cloud().servers(ServerQuery.ours()).stream()
                        .anyMatch(server -> server.mark(Marks.BATCH).isPresent()
                                && server.mark(Marks.FAMILY).equals(Optional.of(Families.WEB)));
        if (makesSense || random.nextInt(4) == 0) {
            command("rollout", "family", Families.WEB);
        } else {
            converge();
        }
    }

    /** Most often the one that has the most images. */
    private String family() {
        return Families.ALL.get(Math.max(0, random.nextInt(5) - 2));
    }

    /** A run on a server that is baked, or now and then on one that came from an image. */
    private void converge() {
        List<Server> booted = random.nextInt(4) == 0
                ? cloud().servers(ServerQuery.ours()).stream()
                        .filter(server -> server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH)))
                        .sorted(Comparator.comparing(
                                server -> server.mark(Marks.FAMILY).orElse("")))
                        .limit(4)
                        .toList()
                : List.of();
        String node = booted.isEmpty()
                ? NODES.get(random.nextInt(NODES.size()))
                : booted.get(random.nextInt(booted.size())).name();
        String run = "run-" + random.nextInt(RUN_IDS);
        RunStatus status = random.nextInt(5) == 0 ? RunStatus.UNCHANGED : RunStatus.CHANGED;
        accept(door.byTool(run, node, status, random.nextBoolean() ? 3 : 9));
    }

    /** Whoever wants an image of another recipe than the one that there is should change it first. */
    private void bake() {
        String family = random.nextBoolean() ? Families.APP : Families.DB;
        command("bake", "family", family);
        boolean free = revision % 2 == 0 && changing == 0;
        if (random.nextInt(2) == 0 && family.equals(Families.DB) && free) {
            changing = MISTAKEN_MINUTES + 1;
        }
    }

    private void boot() {
        String family = random.nextBoolean() ? Families.APP : Families.WEB;
        ObjectNode input = JSON.createObjectNode().put("family", family).put("count", 1 + random.nextInt(4));
        command("boot", input);
        if (random.nextInt(6) == 0) {
            image(Marks.STATE_CURRENT).ifPresent(image -> command("revoke", revocation(image)));
        }
    }

    private void revoke() {
        image().ifPresent(image -> command("revoke", revocation(image)));
    }

    /** Most often one that is something, or is to become something. */
    private Optional<Image> image() {
        return switch (random.nextInt(3)) {
            case 0 -> image(Marks.STATE_CURRENT);
            case 1 -> image(Marks.STATE_CANDIDATE);
            default -> image("");
        };
    }

    /** One of that state, or any when there is none. */
    private Optional<Image> image(String state) {
        List<Image> images = cloud().images(ImageQuery.ours());
        List<Image> some =
                images.stream().filter(image -> image.has(Marks.STATE, state)).toList();
        List<Image> among = some.isEmpty() ? images : some;
        return among.isEmpty() ? Optional.empty() : Optional.of(among.get(random.nextInt(among.size())));
    }

    /** What a revocation of that image asks for. */
    ObjectNode revocation(Image image) {
        return JSON.createObjectNode()
                .put("image", image.id())
                .put("reason", "leaked")
                .put("descendants", random.nextBoolean());
    }

    /** The same as people give by themselves, and what is only asked for to be read. */
    private void chat() {
        List<Event> clicked = random.nextInt(3) > 0 ? world.chat.click() : List.of();
        if (!clicked.isEmpty()) {
            accept(clicked);
            return;
        }
        accept(
                switch (random.nextInt(11)) {
                    case 10 -> world.chat.write("bake app --dry-run");
                    case 0, 1, 2 -> world.chat.write("bake " + (random.nextBoolean() ? Families.APP : Families.DB));
                    case 3, 4 -> world.chat.write("rollback " + family());
                    case 5 -> world.chat.write("retire " + family());
                    case 6 -> world.chat.write("boot web 2");
                    case 7 -> world.chat.write("rollout web");
                    case 8 -> world.chat.write("images web");
                    default ->
                        image().map(image -> world.chat.write("revoke " + image.id() + " leaked"))
                                .orElse(List.of());
                });
    }

    /** Somebody looks at a plan, or carries out one that was looked at a while ago. */
    private void defer() {
        Optional<Deferred.Planned> planned =
                random.nextBoolean() ? deferred.next(random.nextInt(3) == 0) : Optional.empty();
        if (planned.isPresent()) {
            command(planned.get().name(), planned.get().input());
            return;
        }
        ObjectNode input = JSON.createObjectNode().put("family", family());
        try {
            Commands commands = AllCommands.on(cloud(), world.recipes(), world.clock);
            switch (random.nextInt(4)) {
                case 0 -> deferred.plan(commands, "bake", input.put("family", Families.APP));
                case 1 -> deferred.plan(commands, "rollback", input.put("family", Families.WEB));
                case 2 -> deferred.plan(commands, "retire", input);
                default -> {
                    Optional<Image> image = image();
                    if (image.isPresent()) {
                        deferred.plan(commands, "revoke", revocation(image.get()));
                    }
                }
            }
        } catch (CommandException e) {
            world.trace.add(world.clock.instant(), "people", "no plan: " + e.getMessage());
        }
    }

    /** Whatever waits for a person is decided on. */
    void decideOnAll() {
        verdicts.onAll(random);
    }

    void command(String name, String key, String value) {
        command(name, JSON.createObjectNode().put(key, value));
    }

    /** Somebody gives that command, which may be refused. */
    void command(String name, ObjectNode input) {
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
        // Without the data: what a chat is answered by is sealed, each time in another way.
        events.forEach(event -> world.trace.add(
                world.clock.instant(),
                "people",
                event.type().wire() + " " + event.data().subject()));
        accepted.addAll(events);
        world.engine.publish(events);
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
