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
import java.util.function.Function;

/** What a look at the batch leads to. */
sealed interface BatchStep {
    List<Event> act(Cloud cloud);

    /** Exactly the wanted servers are active. */
    record Ready(BatchStarted batch, Instant now) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Image> record = record(cloud, batch);
            if (record.filter(found -> !Records.isOpen(found)).isPresent()) {
                // Another look has seen it otherwise, or the same.
                return over(record);
            }
            Optional<String> givenUp = record.flatMap(found -> found.mark(Marks.GIVEN_UP));
            if (givenUp.isPresent()) {
                return BatchServers.failing(batch, givenUp.get());
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
            return whileOpen(
                    cloud,
                    batch,
                    record -> record.mark(Marks.GIVEN_UP)
                            .or(() -> RevokedWork.refusal(record))
                            .map(words -> BatchServers.failing(batch, words))
                            .orElseGet(() -> BatchServers.create(cloud, batch, recipe, staying, missing)));
        }
    }

    /** Some failed, or are more than were wanted. */
    record Delete(BatchStarted batch, List<Server> servers, Instant next) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            return whileOpen(cloud, batch, record -> delete(cloud, record.mark(Marks.GIVEN_UP)));
        }

        private List<Event> delete(Cloud cloud, Optional<String> givenUp) {
            if (batch.failure() == null && givenUp.isPresent()) {
                return BatchServers.failing(batch, givenUp.get());
            }
            if (batch.failure() != null && givenUp.isEmpty()) {
                return giveUp(cloud, batch, next);
            }
            servers.forEach(server -> cloud.deleteServer(server.id()));
            return lookAgain(batch, next);
        }
    }

    /** It was given up and nothing is left of it. */
    record Fail(BatchStarted batch, Instant next, Instant now) implements BatchStep {
        @Override
        public List<Event> act(Cloud cloud) {
            if (record(cloud, batch)
                    .filter(record -> Records.isOpen(record)
                            && record.mark(Marks.GIVEN_UP).isEmpty())
                    .isPresent()) {
                return giveUp(cloud, batch, next);
            }
            return Records.failBatch(cloud, batch.family(), batch.batch(), batch.image(), batch.failure(), now);
        }
    }

    private static List<Event> whileOpen(Cloud cloud, BatchStarted batch, Function<Image, List<Event>> then) {
        Optional<Image> record = record(cloud, batch);
        return record.filter(Records::isOpen).map(then).orElseGet(() -> over(record));
    }

    private static Optional<Image> record(Cloud cloud, BatchStarted batch) {
        return Records.find(cloud, Records.ofBatch(batch.batch()));
    }

    /**
     * Tells all other looks that the batch is given up, and looks again: one of them may have found it complete a moment ago
     * and be about to say so, and whoever says it first is right.
     */
    private static List<Event> giveUp(Cloud cloud, BatchStarted batch, Instant next) {
        Records.giveUp(cloud, Records.ofBatch(batch.batch()), batch.failure());
        return lookAgain(batch, next);
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
