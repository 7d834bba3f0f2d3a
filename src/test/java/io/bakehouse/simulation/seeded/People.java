package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Event;
import io.bakehouse.model.Marks;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What comes from outside: config runs, commands, base images, recipes, and hands that interfere. */
final class People {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** So long a recipe lacks something that somebody did not mean to leave out. */
    private static final int MISTAKEN_MINUTES = 4;
    /** A roll-out, rollback, revocation, retirement, pause, verdict, deployment, word in a chat, plan, or hand: see below. */
    private static final int[] FAVOURITES = {37, 44, 50, 54, 57, 60, 71, 74, 82, 88};

    private final World world;
    private final SplittableRandom acts;
    /** What these do more often than others, so that it comes several times in one run. */
    private final int favourite;

    private final Requests requests;
    private final Choice choice;
    private final Runs runs;
    private final Verdicts verdicts;
    private final Replacements replacements;
    private final Deferred deferred;
    private SplittableRandom random;
    private int revision;
    /** For how many minutes somebody is about to change the recipes, twice. */
    private int changing;

    People(World world, SplittableRandom acts) {
        this.world = world;
        this.acts = acts;
        this.random = acts;
        this.favourite = FAVOURITES[acts.nextInt(FAVOURITES.length)];
        this.requests = new Requests(world);
        this.choice = new Choice(world);
        this.runs = new Runs(world, requests);
        this.verdicts = new Verdicts(world, requests);
        this.replacements = new Replacements(world, requests, runs);
        this.deferred = new Deferred(world, requests, choice);
        runs.begin(acts);
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
        if (random.nextInt(5) == 0 && verdicts.isAnyWaiting()) {
            verdicts.onOne(random);
            return;
        }
        int what = random.nextInt(3) == 0 ? favourite : random.nextInt(100);
        if (what < 15) {
            runs.converge(random);
        } else if (what < 20) {
            if (random.nextBoolean()) {
                replacements.rollOut(random);
            } else {
                replacements.rollBack(Families.WEB, random);
            }
        } else if (what < 31) {
            bake();
        } else if (what < 37) {
            boot();
        } else if (what < 44) {
            replacements.rollOut(random);
        } else if (what < 50) {
            replacements.rollBack(Choice.family(random), random);
        } else if (what < 54) {
            choice.image(random).ifPresent(image -> requests.revoke(image, random));
        } else if (what < 57) {
            requests.command("retire", "family", Choice.family(random));
        } else if (what < 60) {
            requests.command(random.nextBoolean() ? "pause" : "resume", "family", Families.APP);
        } else if (what < 68) {
            verdicts.onOne(random);
        } else if (what < 71) {
            world.cloud.addImage(world.cloud.site().project("admin"), "base", "public", Map.of());
        } else if (what < 74) {
            world.deploy(Families.of(++revision));
        } else if (what < 82) {
            chat();
        } else if (what < 88) {
            deferred.act(random);
        } else {
            world.hands.act(random);
        }
    }

    /** Whoever wants an image of another recipe than the one that there is should change it first. */
    private void bake() {
        String family = random.nextBoolean() ? Families.APP : Families.DB;
        requests.command("bake", "family", family);
        boolean free = revision % 2 == 0 && changing == 0;
        if (random.nextInt(2) == 0 && family.equals(Families.DB) && free) {
            changing = MISTAKEN_MINUTES + 1;
        }
    }

    private void boot() {
        String family = random.nextBoolean() ? Families.APP : Families.WEB;
        ObjectNode input = JSON.createObjectNode().put("family", family).put("count", 1 + random.nextInt(4));
        requests.command("boot", input);
        if (random.nextInt(6) == 0) {
            choice.image(Marks.STATE_CURRENT, random).ifPresent(image -> requests.revoke(image, random));
        }
    }

    /** The same as people give by themselves, and what is only asked for to be read. */
    private void chat() {
        List<Event> clicked = random.nextInt(3) > 0 ? world.chat.click() : List.of();
        if (!clicked.isEmpty()) {
            requests.accept(clicked);
            return;
        }
        requests.accept(
                switch (random.nextInt(11)) {
                    case 10 -> world.chat.write("bake app --dry-run");
                    case 0, 1, 2 -> world.chat.write("bake " + (random.nextBoolean() ? Families.APP : Families.DB));
                    case 3, 4 -> world.chat.write("rollback " + Choice.family(random));
                    case 5 -> world.chat.write("retire " + Choice.family(random));
                    case 6 -> world.chat.write("boot web 2");
                    case 7 -> world.chat.write("rollout web");
                    case 8 -> world.chat.write("images web");
                    default ->
                        choice.image(random)
                                .map(image -> world.chat.write("revoke " + image.id() + " leaked"))
                                .orElse(List.of());
                });
    }

    /** Whatever waits for a person is decided on. */
    void decideOnAll() {
        verdicts.onAll(random);
    }

    /** How often the recipes were changed. */
    int revisions() {
        return revision;
    }

    /** What was accepted from them, in order. */
    List<Event> accepted() {
        return requests.accepted();
    }
}
