package io.bakehouse.simulation;

import io.bakehouse.command.Command;
import io.bakehouse.command.Commands;
import io.bakehouse.commands.ApproveCommand;
import io.bakehouse.commands.BakeCommand;
import io.bakehouse.commands.BootCommand;
import io.bakehouse.commands.BootableImages;
import io.bakehouse.commands.Families;
import io.bakehouse.commands.HelpCommand;
import io.bakehouse.commands.ImagesCommand;
import io.bakehouse.commands.PauseCommand;
import io.bakehouse.commands.Pending;
import io.bakehouse.commands.PlanCommand;
import io.bakehouse.commands.RejectCommand;
import io.bakehouse.commands.ResumeCommand;
import io.bakehouse.commands.RetireCommand;
import io.bakehouse.commands.RevokeCommand;
import io.bakehouse.commands.RollbackCommand;
import io.bakehouse.commands.RolloutCommand;
import io.bakehouse.commands.ScheduleCommands;
import io.bakehouse.commands.StatusCommand;
import io.bakehouse.commands.WhyCommand;
import io.bakehouse.function.RetireImages;
import io.bakehouse.function.RevokeImage;
import io.bakehouse.function.RollBack;
import io.bakehouse.function.RollOut;
import io.bakehouse.function.StartBake;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.platform.Callback;
import io.bakehouse.view.CloudReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real commands without a container around them, except redrive, which is about a queue. */
public final class AllCommands {
    private AllCommands() {}

    /** For tests that only read lines: nothing of them may be run. */
    public static Commands named() {
        return on(null, new Recipes(List.of()), InstantSource.system());
    }

    /** On that cloud. */
    public static Commands on(Cloud cloud, Recipes recipes, InstantSource clock) {
        Families families = new Families(recipes);
        Pending pending = new Pending(cloud);
        CloudReader reader = new CloudReader(cloud);
        ScheduleCommands schedules = new ScheduleCommands(families, clock);
        Callback callback =
                new Callback(Optional.of("http://bakehouse.test:8080"), Optional.of(Functions.CALLBACK_SECRET));
        BootableImages bootable = new BootableImages(cloud);
        List<Command> all = new ArrayList<>(List.of(
                new ApproveCommand(pending),
                new BakeCommand(cloud, families, new StartBake(cloud, recipes, callback, clock), clock),
                new BootCommand(bootable, families, clock),
                new ImagesCommand(reader, families),
                new PauseCommand(schedules),
                new RejectCommand(pending),
                new ResumeCommand(schedules),
                new RetireCommand(families, new RetireImages(cloud, recipes, clock), clock),
                new RevokeCommand(cloud, new RevokeImage(cloud, clock), clock),
                new RollbackCommand(cloud, families, new RollBack(cloud, clock), clock),
                new RolloutCommand(bootable, families, new RollOut(cloud, recipes, clock), clock),
                new StatusCommand(reader),
                new WhyCommand(reader, clock)));
        List<Command> others = List.copyOf(all);
        all.add(new PlanCommand(others));
        all.add(new HelpCommand(others));
        return new Commands(all);
    }
}
