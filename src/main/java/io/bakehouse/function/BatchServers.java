package io.bakehouse.function;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for servers of a batch: create calls by chunks, in each zone, or one per number that a server has. */
final class BatchServers {
    private BatchServers() {}

    /** Creates the next of the missing servers. A refusal for good becomes the batch's failure. */
    static List<Event> create(Cloud cloud, BatchStarted batch, Recipe.Batch recipe, List<Server> staying, int missing) {
        Map<String, String> marks =
                new HashMap<>(marks(batch.family(), batch.batch(), batch.image(), batch.deadline()));
        // So that whoever hears of the server knows the batch without asking for its record.
        marks.put(Marks.COUNT, String.valueOf(batch.count()));
        List<Spread.Place> places = Spread.next(recipe, staying, missing);
        try {
            order(cloud, recipe, marks, places);
        } catch (CloudException e) {
            if (e.kind().isPassing()) {
                throw e;
            }
            return failing(batch, words(cloud, e, batch.count()));
        }
        // The next chunk need not wait until the last one has booted.
        boolean more = missing > places.stream().mapToInt(Spread.Place::count).sum();
        Event look = Event.of(EventType.BATCH_STARTED, batch.nextLook(), batch.look() + 1);
        return List.of(more ? look : look.notBefore(firstLook(batch, recipe)));
    }

    /** The batch comes to an end for that reason, once nothing is left of it. */
    static List<Event> failing(BatchStarted batch, String words) {
        // Of each look an event of its own: that of an earlier one may be lost, and a queue takes no id twice.
        return List.of(Event.of(EventType.BATCH_STARTED, batch.failing(words), "refused", batch.look()));
    }

    static Instant firstLook(BatchStarted batch, Recipe.Batch recipe) {
        return Looks.first(batch.startedAt(), (int) recipe.expected().toSeconds());
    }

    /** The marks of every server of the batch or rollout of that id. */
    static Map<String, String> marks(String family, String id, String image, Instant deadline) {
        return Map.of(
                Marks.ROLE, Marks.ROLE_BATCH,
                Marks.FAMILY, family,
                Marks.BATCH, id,
                Marks.IMAGE, image,
                Marks.DEADLINE, deadline.toString());
    }

    /**
     * Makes the create calls, one after the other. Each of them carries marks by which the next look finds its servers, so
     * that a step which dies in between is continued, not repeated.
     */
    static void order(Cloud cloud, Recipe.Batch recipe, Map<String, String> marks, List<Spread.Place> places) {
        places.forEach(place -> cloud.createServers(spec(recipe, marks, place), place.count()));
    }

    private static ServerSpec spec(Recipe.Batch recipe, Map<String, String> marks, Spread.Place place) {
        String id = marks.get(Marks.BATCH);
        Map<String, String> all = new HashMap<>(marks);
        Optional.ofNullable(place.zone()).ifPresent(zone -> all.put(Marks.ZONE, zone));
        Optional.ofNullable(place.slot()).ifPresent(slot -> all.put(Marks.SLOT, slot.toString()));
        ServerSpec spec = ServerSpec.of(
                place.slot() == null ? id : id + "-" + place.slot(),
                marks.get(Marks.IMAGE),
                recipe.options(place.zone(), place.slot()),
                all,
                List.of(Marks.serverTag(), Marks.batchTag(id)));
        return recipe.serverGroup().map(spec::in).orElse(spec);
    }

    /** What Nova refused, in words for people. */
    static String words(Cloud cloud, CloudException refusal, int wanted) {
        if (refusal.kind() != CloudException.Kind.QUOTA) {
            return "Nova refused the servers: " + refusal.getMessage();
        }
        return "the project's quota is used up: " + refusal.getMessage()
                + Quota.refusal(cloud.limits(), wanted)
                        .map(words -> "; " + words)
                        .orElse("");
    }
}
