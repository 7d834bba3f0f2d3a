package io.bakehouse.function;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a look at the batch leads to. */
sealed interface BatchStep {
    List<Event> act(Cloud cloud);

    /** Exactly the wanted servers are active. */
    record Ready(BatchStarted batch, Instant now) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Image> ended =
                    Records.find(cloud, Records.ofBatch(batch.batch())).filter(record -> !Records.isOpen(record));
            if (ended.isPresent()) {
                // Another look has seen it otherwise, or the same.
                return over(ended);
            }
            String words = batch.count() + " of " + batch.count() + " servers are active";
            Records.end(cloud, Records.ofBatch(batch.batch()), Marks.STATE_READY, words, now);
            return List.of(Ending.ofBatch(
                            EventType.BATCH_READY,
                            batch.family(),
                            batch.batch(),
                            batch.image(),
                            batch.count(),
                            words,
                            now)
                    .event());
        }
    }

    /** Some are still building or leaving. */
    record Wait(BatchStarted batch, Instant next) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            return batch.follow() ? lookAgain(batch, next) : List.of();
        }
    }

    /** Some were never made, or vanished. */
    record TopUp(BatchStarted batch, Recipe.Batch recipe, List<Server> staying, int missing) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Image> record = Records.find(cloud, Records.ofBatch(batch.batch()));
            if (record.filter(Records::isOpen).isEmpty()) {
                return over(record);
            }
            return RevokedWork.refusal(record.get())
                    .map(words -> BatchServers.failing(batch, words))
                    .orElseGet(() -> BatchServers.create(cloud, batch, recipe, staying, missing));
        }
    }

    /** Some failed, or are more than were wanted. */
    record Delete(BatchStarted batch, List<Server> servers, Instant next) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Image> record = Records.find(cloud, Records.ofBatch(batch.batch()));
            if (record.filter(Records::isOpen).isEmpty()) {
                return over(record);
            }
            servers.forEach(server -> cloud.deleteServer(server.id()));
            return lookAgain(batch, next);
        }
    }

    /** It was given up and nothing is left of it. */
    record Fail(BatchStarted batch, Instant now) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            return Records.failBatch(cloud, batch.family(), batch.batch(), batch.image(), batch.failure(), now);
        }
    }

    /** Whoever ended it may have died before anybody was told; without a record a person has ended it. */
    private static List<Event> over(Optional<Image> record) {
        return record.stream()
                .flatMap(ended -> Records.endOfBatch(ended).stream())
                .toList();
    }

    private static List<Event> lookAgain(BatchStarted batch, Instant next) {
        BatchStarted again = batch.nextLook();
        return List.of(Event.of(EventType.BATCH_STARTED, again, again.look()).notBefore(next));
    }
}
