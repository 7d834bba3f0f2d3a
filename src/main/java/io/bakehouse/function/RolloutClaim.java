package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What becomes of a request for a rollout. */
sealed interface RolloutClaim extends Planned {
    String COMMAND = "rollout";

    /** Claim it; whoever had claimed it before is not disturbed. */
    record Claim(RolloutRequested request, Plan plan, Map<String, String> marks, Instant now) implements RolloutClaim {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.createRecord(RolloutRecords.id(request.rollout()), RolloutRecords.name(request.rollout()), marks);
            return new Begin(request, now).act(cloud);
        }
    }

    /** It has its record: look for others that were claimed at the same moment, then have somebody look at it. */
    record Begin(RolloutRequested request, Instant now) implements RolloutClaim {
        @Override
        public Plan plan() {
            return nothing(request, "the rollout " + request.rollout() + " was asked for before, and has begun");
        }

        @Override
        public List<Event> act(Cloud cloud) {
            List<Image> records = RolloutRecords.ofFamily(cloud, request.family());
            Image record = RolloutRecords.find(records, request.rollout())
                    .orElseThrow(() -> new CloudException(
                            CloudException.Kind.RETRY_LATER, "the rollout's record is not listed yet"));
            if (!Records.isOpen(record)) {
                return RolloutRecords.endAgain(record);
            }
            return RolloutRecords.rival(records, request.rollout())
                    .map(rival -> RolloutRecords.end(
                            cloud,
                            EventType.ROLLOUT_FAILED,
                            RolloutRecords.started(record, 0, true),
                            List.of(),
                            0,
                            RolloutRecords.words(rival),
                            now))
                    .orElseGet(() ->
                            List.of(Event.of(EventType.ROLLOUT_STARTED, RolloutRecords.started(record, 0, true), 0)));
        }
    }

    /** Nothing is replaced, and that for good: a later delivery of the request might find something else. */
    record Refuse(EventType type, RolloutRequested request, String image, int count, String words, Instant now)
            implements RolloutClaim {
        @Override
        public Plan plan() {
            return nothing(request, words);
        }

        @Override
        public List<Event> act(Cloud cloud) {
            if (!close(cloud)) {
                return new Begin(request, now).act(cloud);
            }
            return List.of(Ending.ofBatch(type, request.family(), request.rollout(), image, count, words, now)
                    .event());
        }

        /** False when an earlier delivery has claimed or refused it. */
        private boolean close(Cloud cloud) {
            String state = type == EventType.ROLLOUT_FINISHED ? Marks.STATE_READY : Marks.STATE_FAILED;
            Map<String, String> marks = Map.of(
                    Marks.BATCH, request.rollout(),
                    Marks.ROLLOUT, request.rollout(),
                    Marks.IMAGE, image == null ? "" : image,
                    Marks.COUNT, String.valueOf(count),
                    Marks.CAUSE, Marks.fit(request.cause()));
            return cloud.createRecord(
                    RolloutRecords.id(request.rollout()),
                    RolloutRecords.name(request.rollout()),
                    Records.ended(request.family(), state, words, now, marks));
        }
    }

    private static Plan nothing(RolloutRequested request, String words) {
        return new Plan(COMMAND + " " + request.family(), List.of(), 0, 0, List.of(words));
    }
}
