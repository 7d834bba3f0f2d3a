package io.bakehouse.simulation;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Probe;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole bakery on a practice cloud, on virtual time. */
public final class VirtualBakery {
    public final VirtualClock clock;
    public final PracticeModel cloud;
    public final VirtualEngine engine;
    /** What went to the outside. */
    public final List<Event> sent = new ArrayList<>();

    public VirtualBakery(PracticeTimes times, Recipe... recipes) {
        this(times, VirtualProbe.answering(200), recipes);
    }

    /** A bakery whose servers answer that probe. */
    public VirtualBakery(PracticeTimes times, Probe probe, Recipe... recipes) {
        clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
        cloud = new PracticeModel(clock, times, "virtual");
        Functions functions = new Functions(cloud.cloud(), new Recipes(List.of(recipes)), clock, sent::add, probe);
        engine = new VirtualEngine(clock, FunctionTable.packaged(), functions);
    }

    /** A bakery of the given parts, which reach the cloud in their own way. */
    public VirtualBakery(VirtualClock clock, PracticeModel cloud, VirtualEngine engine) {
        this.clock = clock;
        this.cloud = cloud;
        this.engine = engine;
    }

    /** A recipe that boots that many servers after each bake. */
    public static Recipe recipe(int count, Duration deadline, int replacements) {
        return new Recipe(
                "web",
                "0badcafe",
                "",
                new Recipe.Adopt(List.of("web-*", "node-*"), Set.of(RunStatus.CHANGED)),
                new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1)),
                Optional.of(new Recipe.Batch(
                        count,
                        "m1.nano",
                        "none",
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Duration.ofMinutes(1),
                        deadline,
                        replacements)));
    }

    /** A config run on that server ends with changes. */
    public Event converged(String name, String runId) {
        ConfigRun run = new ConfigRun(
                "puppet", runId, RunStatus.CHANGED, List.of(name), null, null, 3, null, null, null, clock.instant());
        Event event = Event.of(EventType.CONFIG_RUN_FINISHED, run);
        engine.publish(List.of(event));
        return event;
    }

    /** The schedule fires so often, five minutes apart. */
    public void sweep(int times) {
        for (int i = 0; i < times; i++) {
            Instant slot = clock.instant();
            engine.publish(List.of(Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot)));
            engine.runFor(Duration.ofMinutes(5));
        }
    }

    /** Images of ours that an ordinary list shows. */
    public List<Image> images() {
        return cloud.cloud().images(ImageQuery.ours()).stream()
                .filter(Image::isOurs)
                .toList();
    }

    /** Images that have the family's plain name. */
    public List<Image> named() {
        return images().stream().filter(image -> "web".equals(image.name())).toList();
    }

    /** Records of bakes and batches that are open. */
    public List<Image> open() {
        return cloud.cloud().images(ImageQuery.records()).stream()
                .filter(record -> record.has(Marks.STATE, Marks.STATE_OPEN))
                .toList();
    }

    /** Servers that we made. */
    public List<Server> servers() {
        return cloud.cloud().servers(ServerQuery.ours());
    }

    /** How things ended, in order. */
    public List<Ending> endings() {
        return sent.stream().map(event -> (Ending) event.data()).toList();
    }

    /** Types of the terminal events, in order. */
    public List<EventType> ends() {
        return sent.stream().map(Event::type).toList();
    }
}
