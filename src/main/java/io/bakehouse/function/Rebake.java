package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakeRequested;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a schedule, every minute. Guarantees that a family whose own schedule is due is baked when there is a
 * reason, one bake at a time, and that it is left alone after too many failures; however many families are due, the
 * cloud is asked for each kind of object once. A second delivery reads that it was here before, and says the same again.
 */
@ApplicationScoped
public class Rebake {
    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;

    public Rebake(Cloud cloud, Recipes recipes, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("rebake")
    public List<Event> rebake(RebakeRequested request) {
        List<Recipe> due = recipes.families().stream()
                .flatMap(family -> recipes.family(family).stream())
                .filter(recipe -> RebakeDue.mayBeDue(recipe, request.slot()))
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        List<Image> hidden = cloud.images(ImageQuery.allHidden());
        List<Image> images = new ArrayList<>(cloud.images(ImageQuery.ours()));
        // What was revoked or retired is hidden, and tells what was baked before.
        hidden.stream().filter(image -> image.isOurs() && !image.isRecord()).forEach(images::add);
        Seen seen = new Seen(
                hidden.stream().filter(Image::isRecord).toList(),
                images,
                cloud.bootableImages(Map.of()),
                due.stream().anyMatch(RebakeReason::looksAtServers) ? cloud.servers(ServerQuery.ours()) : List.of());
        List<Event> events = new ArrayList<>();
        for (Recipe recipe : due) {
            events.addAll(decide(recipe, seen, request.slot(), clock.instant()).act(cloud));
        }
        return List.copyOf(events);
    }

    /** All that the cloud says, for all families. */
    record Seen(List<Image> records, List<Image> images, List<Image> bases, List<Server> servers) {}

    /** What becomes of one family. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /** Not due, or paused, or a bake or command is under way: nothing to write down. */
        record Nothing() implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return List.of();
            }
        }

        /**
         * It was looked at.
         *
         * @param bake the bake that follows, empty when there is no reason for one
         */
        record Checked(String family, Optional<Image> record, Instant due, Instant slot, Optional<BakeRequested> bake)
                implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Map<String, String> marks = Map.of(Marks.CHECKED_AT, due.toString(), Marks.CHECKED_BY, slot.toString());
                if (record.isPresent()) {
                    cloud.updateImage(record.get().id(), ImageChange.mark(marks));
                } else {
                    Schedules.create(cloud, family, marks);
                }
                // The same bake may be wanted again at the next time, should this request have come to nothing.
                return bake.map(data -> Event.of(EventType.BAKE_REQUESTED, data, slot)).stream()
                        .toList();
            }
        }

        /** Too many bakes in a row have failed. */
        record Pause(Image record, String family, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                cloud.updateImage(
                        record.id(),
                        ImageChange.mark(Map.of(
                                Marks.STATE, Marks.STATE_PAUSED,
                                Marks.REASON, Marks.fit(words),
                                Marks.ENDED_AT, now.toString())));
                String type = EventType.SCHEDULE_PAUSED.wire();
                return List.of(
                        new Ending(type, family, null, null, null, null, "schedule:" + family, words, now).event(now));
            }
        }
    }

    static Decision decide(Recipe recipe, Seen seen, Instant slot, Instant now) {
        String family = recipe.family();
        Optional<Image> record = Schedules.find(seen.records(), family);
        Optional<Instant> due = RebakeDue.due(recipe, record, slot);
        boolean busy = seen.records().stream()
                .anyMatch(open -> Records.isOpen(open)
                        && open.has(Marks.FAMILY, family)
                        && (open.mark(Marks.BAKE).isPresent()
                                || open.mark(Marks.COMMAND).isPresent()));
        if (due.isEmpty() || Schedules.isPaused(record) || busy) {
            return new Decision.Nothing();
        }
        List<Image> failed = RebakeDue.failures(seen, family, record);
        if (record.isPresent() && failed.size() >= recipe.rebake().orElseThrow().pauseAfter()) {
            String words =
                    failed.size() + " bakes of '" + family + "' in a row have failed, so its schedule pauses. The"
                            + " last reason: "
                            + failed.get(failed.size() - 1).mark(Marks.REASON).orElse("none")
                            + ". When it is mended: resume";
            return new Decision.Pause(record.get(), family, words, now);
        }
        if (RebakeDue.isMissed(recipe, due.get(), slot)) {
            return new Decision.Checked(family, record, due.get(), slot, Optional.empty());
        }
        Optional<BakeRequested> bake = RebakeReason.of(recipe, seen, now)
                .map(reason -> new BakeRequested(family, reason.cause() + ":" + due.get(), reason.words(), null, slot));
        return new Decision.Checked(family, record, due.get(), slot, bake);
    }
}
