package io.bakehouse.function;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.Limits;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks for servers of a batch: one create call per chunk, however many servers that are. */
final class BatchServers {
    /** Most servers asked for in one call; more would let one refused server take too many others with it. */
    static final int CHUNK = 100;

    private BatchServers() {}

    /** Creates up to a chunk of the missing servers. A refusal for good becomes the batch's failure. */
    static List<Event> create(Cloud cloud, BatchStarted batch, Recipe.Batch recipe, int missing) {
        int count = Math.min(missing, CHUNK);
        try {
            cloud.createServers(spec(batch, recipe), count);
        } catch (CloudException e) {
            if (e.kind().isPassing()) {
                throw e;
            }
            return List.of(Event.of(EventType.BATCH_STARTED, batch.failing(words(cloud, e, batch)), "refused"));
        }
        // The next chunk need not wait until the last one has booted.
        boolean more = missing > count;
        Event look = Event.of(EventType.BATCH_STARTED, batch.nextLook(), batch.look() + 1);
        return List.of(more ? look : look.notBefore(firstLook(batch, recipe)));
    }

    static Instant firstLook(BatchStarted batch, Recipe.Batch recipe) {
        return Looks.first(batch.startedAt(), (int) recipe.expected().toSeconds());
    }

    private static ServerSpec spec(BatchStarted batch, Recipe.Batch recipe) {
        Map<String, String> metadata = new HashMap<>(recipe.metadata());
        metadata.put(Marks.ROLE, Marks.ROLE_BATCH);
        metadata.put(Marks.FAMILY, batch.family());
        metadata.put(Marks.BATCH, batch.batch());
        metadata.put(Marks.IMAGE, batch.image());
        metadata.put(Marks.DEADLINE, batch.deadline().toString());
        return new ServerSpec(
                batch.batch(),
                batch.image(),
                recipe.flavor(),
                recipe.network(),
                recipe.key().orElse(null),
                recipe.securityGroups(),
                recipe.zone().orElse(null),
                recipe.userData().orElse(null),
                metadata,
                List.of(Marks.serverTag(), Marks.batchTag(batch.batch())));
    }

    private static String words(Cloud cloud, CloudException refusal, BatchStarted batch) {
        if (refusal.kind() != CloudException.Kind.QUOTA) {
            return "Nova refused the servers: " + refusal.getMessage();
        }
        Limits limits = cloud.limits();
        int free = limits.maxServers() - limits.usedServers();
        String missing = limits.maxServers() < 0 || free >= batch.count()
                ? ""
                : "; " + batch.count() + " servers are wanted, " + Math.max(0, free) + " more are allowed, so "
                        + (batch.count() - Math.max(0, free)) + " are missing";
        return "the project's quota is used up: " + refusal.getMessage() + missing;
    }
}
