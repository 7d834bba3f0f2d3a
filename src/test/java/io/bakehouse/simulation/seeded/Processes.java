package io.bakehouse.simulation.seeded;

import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.SharedLooks;
import io.bakehouse.simulation.Functions;
import io.bakehouse.simulation.VirtualProbe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The processes of the bakery, whose clocks differ. */
final class Processes {
    static final int COUNT = 4;

    private static final int LARGEST_SKEW_SECONDS = 300;

    private final World world;
    private final List<Duration> skews = new ArrayList<>();
    private final FunctionInvocation[] all = new FunctionInvocation[COUNT];
    private Recipes recipes;

    Processes(World world, Recipes recipes) {
        this.world = world;
        this.recipes = recipes;
        for (int i = 0; i < COUNT; i++) {
            boolean skewed = world.troubles.strikes(Trouble.SKEW, "process", 30);
            int seconds = skewed ? world.troubles.draw(2 * LARGEST_SKEW_SECONDS + 1) - LARGEST_SKEW_SECONDS : 0;
            skews.add(Duration.ofSeconds(seconds));
            start(i);
        }
    }

    /** A process knows nothing of what was before it was started. */
    void start(int process) {
        InstantSource skewed = () -> world.clock.instant().plus(skews.get(process));
        all[process] = new Functions(
                new SharedLooks(MistakenCloud.of(DisturbedCloud.of(world.cloud.cloud(), world), world), skewed),
                recipes,
                skewed,
                world.told::add,
                VirtualProbe.answering(200),
                world.chat,
                Chat.ACCESS);
    }

    /** All of them are started anew, with other recipes. */
    void deploy(Recipes changed) {
        recipes = changed;
        for (int i = 0; i < COUNT; i++) {
            start(i);
        }
    }

    Recipes recipes() {
        return recipes;
    }

    FunctionInvocation get(int process) {
        return all[process];
    }

    /** How far its clock is ahead. */
    Duration skew(int process) {
        return skews.get(process);
    }
}
