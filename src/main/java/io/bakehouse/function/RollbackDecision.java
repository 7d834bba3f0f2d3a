package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a rollback. */
sealed interface RollbackDecision extends Planned {
    String COMMAND = "rollback";

    RollbackRequested request();

    /** Nothing is changed but for those that say otherwise. */
    @Override
    default Plan plan() {
        return new Plan(COMMAND + " " + request().family(), List.of(), 0, 0, List.of());
    }

    /**
     * The image gets the name; those that have it make room first.
     *
     * @param mine with its new rank
     * @param before the image that had the name, null when there was none
     */
    record Restore(
            RollbackRequested request, Image mine, List<Image> demoted, String before, boolean begun, Instant now)
            implements RollbackDecision {
        /** To look, to claim, to name, to look again, to end and before that; and the list and the record that are looked at first. */
        private static final int CALLS = 7;

        @Override
        public Plan plan() {
            String family = request.family();
            List<Plan.Change> changes = new ArrayList<>();
            demoted.forEach(image -> changes.add(
                    new Plan.Change(Plan.Verb.CHANGE, "image", image.id(), "loses the name '" + family + "'")));
            if (!isNamed()) {
                changes.add(new Plan.Change(Plan.Verb.CHANGE, "image", mine.id(), "gets the name '" + family + "'"));
            }
            List<String> notes = List.of("images that were made before now will not take the name from it");
            return new Plan(COMMAND + " " + family, changes, CALLS + changes.size(), 0, notes);
        }

        @Override
        public List<Event> act(Cloud cloud) {
            if (!begun && !begin(cloud)) {
                return List.of();
            }
            demoted.forEach(image -> FamilyName.demote(cloud, image));
            FamilyName.give(
                    cloud,
                    mine,
                    ImageChange.mark(Map.of(
                            Marks.STATE,
                            Marks.STATE_CURRENT,
                            Marks.RANK,
                            mine.rank().toString(),
                            Marks.RETIRED_AT,
                            "")));
            if (!FamilyName.settle(cloud, request.family(), mine, demoted).id().equals(mine.id())) {
                throw new CloudException(
                        CloudException.Kind.RETRY_LATER, "another image got the name meanwhile; looking again");
            }
            String words = "'" + request.family() + "' is again the image " + mine.id()
                    + (before == null || before.equals(mine.id()) ? "" : "; " + before + " was current before");
            return Records.endOnce(cloud, CommandRecord.id(request.cause()), Marks.STATE_READY, words, now)
                    .map(ended -> new Over(request, ended, Optional.empty(), now).act(cloud))
                    .orElseGet(() -> end(request, EventType.IMAGE_ROLLED_BACK, mine.id(), words, now));
        }

        private boolean begin(Cloud cloud) {
            Map<String, String> marks = Map.of(Marks.IMAGE, mine.id(), Marks.BEFORE, before == null ? "" : before);
            return CommandRecord.begin(cloud, COMMAND, request.cause(), request.family(), request.requestedAt(), marks);
        }

        private boolean isNamed() {
            return request.family().equals(mine.name()) && mine.has(Marks.STATE, Marks.STATE_CURRENT);
        }
    }

    /**
     * It cannot be done, or not any more.
     *
     * @param begun whether some of it was done
     * @param demoted the chosen image, if it has the name beside one of a higher rank, or is shown though it was revoked
     * @param back the image that had the name before, if it gets it back
     */
    record Refuse(
            RollbackRequested request,
            boolean begun,
            Optional<Image> demoted,
            Optional<Image> back,
            String words,
            Instant now)
            implements RollbackDecision {
        @Override
        public Plan plan() {
            return RollbackDecision.super.plan().refused(words);
        }

        @Override
        public List<Event> act(Cloud cloud) {
            demoted.filter(image -> !image.isRevoked()).ifPresent(image -> FamilyName.demote(cloud, image));
            demoted.filter(Image::isRevoked).ifPresent(image -> FamilyName.withdraw(cloud, image, Map.of()));
            back.ifPresent(image -> {
                FamilyName.give(cloud, image, ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_CURRENT)));
                FamilyName.settle(cloud, request.family(), image, List.of());
            });
            Optional<Image> ended = Optional.empty();
            if (begun) {
                ended = Records.endOnce(cloud, CommandRecord.id(request.cause()), Marks.STATE_FAILED, words, now);
            } else {
                CommandRecord.refuse(cloud, COMMAND, request.cause(), request.family(), request.image(), words, now);
            }
            if (ended.isPresent()) {
                return new Over(request, ended.get(), Optional.empty(), now).act(cloud);
            }
            return end(request, EventType.COMMAND_REFUSED, request.image(), words, now);
        }
    }

    /**
     * It has ended, and its end is announced once more, should the first announcement have been lost.
     *
     * @param outranked the image with its rank, where it has the name and that is written down no more
     */
    record Over(RollbackRequested request, Image record, Optional<Image> outranked, Instant now)
            implements RollbackDecision {
        @Override
        public List<Event> act(Cloud cloud) {
            outranked.ifPresent(image -> cloud.updateImage(
                    image.id(), ImageChange.mark(Map.of(Marks.RANK, image.rank().toString()))));
            boolean done = record.has(Marks.STATE, Marks.STATE_READY);
            String image = record.mark(Marks.IMAGE).orElse(request.image());
            String words = record.mark(Marks.REASON).orElse("it has ended");
            EventType type = done ? EventType.IMAGE_ROLLED_BACK : EventType.COMMAND_REFUSED;
            return end(request, type, done ? image : request.image(), words, now);
        }
    }

    /** Another image has taken the place of the revoked one already. */
    record Nothing(RollbackRequested request) implements RollbackDecision {
        @Override
        public List<Event> act(Cloud cloud) {
            return List.of();
        }
    }

    private static List<Event> end(RollbackRequested request, EventType type, String image, String words, Instant now) {
        return List.of(Ending.ofCommand(type, request.family(), image, request.cause(), words, now)
                .event());
    }
}
