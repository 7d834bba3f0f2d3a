package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of a revocation. */
sealed interface RevokeDecision extends Planned {
    String COMMAND = "revoke";

    RevokeRequested request();

    /** All images of ours, hidden ones too. */
    static List<Image> all(Cloud cloud) {
        List<Image> all = new ArrayList<>(cloud.images(ImageQuery.ours()));
        all.addAll(cloud.images(ImageQuery.oursHidden()));
        return all.stream().filter(image -> image.isOurs() && !image.isRecord()).toList();
    }

    /** Nothing is changed but for those that say otherwise. */
    @Override
    default Plan plan() {
        String what = request().descendants() ? " and its descendants" : "";
        return new Plan(COMMAND + " " + request().image() + what, List.of(), 0, 0, List.of());
    }

    /**
     * The images are hidden and marked, some in each delivery.
     *
     * @param doomed all of them, the chosen one first
     * @param left those of them that are not revoked yet, those with a family's name first
     * @param seen all images of ours, hidden ones too
     */
    record Revoke(
            RevokeRequested request, List<Image> doomed, List<Image> left, List<Image> seen, boolean begun, Instant now)
            implements RevokeDecision {
        /** Most images revoked in one delivery. */
        static final int STEP = 50;
        /** Most families that the words name. */
        private static final int NAMED = 5;

        @Override
        public Plan plan() {
            return new RevokePlan(RevokeDecision.super.plan(), going(), left, seen).plan();
        }

        @Override
        public List<Event> act(Cloud cloud) {
            if (!begun && !begin(cloud)) {
                return List.of();
            }
            left.stream().limit(STEP).forEach(image -> revoke(cloud, image));
            if (left.size() > STEP) {
                int rest = left.size() - STEP;
                return List.of(Event.of(EventType.REVOKE_REQUESTED, request, "left", rest));
            }
            RevokedWork.forbid(cloud, doomed, request.requestedAt(), request.reason());
            List<Image> fresh = RevokeDecision.all(cloud);
            if (going().isShown(fresh)) {
                throw new CloudException(
                        CloudException.Kind.RETRY_LATER,
                        "an image was promoted while it was being revoked; looking again");
            }
            return finish(cloud, fresh);
        }

        private boolean begin(Cloud cloud) {
            String family = doomed.get(0).mark(Marks.FAMILY).orElseThrow();
            Map<String, String> marks = Map.of(
                    Marks.IMAGE, request.image(),
                    Marks.DESCENDANTS, String.valueOf(request.descendants()),
                    Marks.REASON, Marks.fit(request.reason()));
            return CommandRecord.begin(cloud, COMMAND, request.cause(), family, request.requestedAt(), marks);
        }

        private void revoke(Cloud cloud, Image image) {
            RevokedWork.forbidBake(cloud, image, request.requestedAt(), request.reason());
            FamilyName.withdraw(
                    cloud,
                    image,
                    Map.of(
                            Marks.REVOKED_AT, request.requestedAt().toString(),
                            Marks.WAS, image.mark(Marks.STATE).orElse(""),
                            Marks.REASON, Marks.fit(request.reason())));
        }

        private List<Event> finish(Cloud cloud, List<Image> fresh) {
            List<Event> events = new ArrayList<>();
            List<String> families = new ArrayList<>();
            going().lost(fresh).forEach((family, image) -> {
                Optional<Image> next = FamilyName.previous(image, fresh);
                next.ifPresent(found -> events.add(FamilyName.fallback(image, request.cause(), now)));
                families.add("'" + family + "' "
                        + next.map(found -> "goes back to the image " + found.id())
                                .orElse("has no current image now: bake one"));
            });
            String words = words(families);
            String family = doomed.get(0).mark(Marks.FAMILY).orElseThrow();
            events.addAll(Records.endOnce(cloud, CommandRecord.id(request.cause()), Marks.STATE_READY, words, now)
                    .map(ended -> new Over(request, ended, now).act(cloud))
                    .orElseGet(() -> List.of(end(request, EventType.IMAGE_REVOKED, family, words, now))));
            return List.copyOf(events);
        }

        private String words(List<String> families) {
            int more = doomed.size() - 1;
            String what = more == 0 ? " is" : " and " + more + (more == 1 ? " descendant" : " descendants") + " are";
            String rest = families.size() > NAMED ? "; and so on for " + (families.size() - NAMED) + " families" : "";
            return "the image " + request.image() + what + " revoked: " + request.reason()
                    + families.stream().limit(NAMED).map(it -> "; " + it).collect(Collectors.joining()) + rest;
        }

        private Doomed going() {
            return new Doomed(doomed);
        }
    }

    /**
     * It cannot be done.
     *
     * @param family that of the image, null when it is none of ours: then no later delivery will find anything else
     * @param begun whether some of it was done
     */
    record Refuse(RevokeRequested request, String family, boolean begun, String words, Instant now)
            implements RevokeDecision {
        @Override
        public Plan plan() {
            return RevokeDecision.super.plan().refused(words);
        }

        @Override
        public List<Event> act(Cloud cloud) {
            Optional<Image> ended = Optional.empty();
            if (begun) {
                ended = Records.endOnce(cloud, CommandRecord.id(request.cause()), Marks.STATE_FAILED, words, now);
            } else if (family != null) {
                CommandRecord.refuse(cloud, COMMAND, request.cause(), family, request.image(), words, now);
            }
            return ended.map(record -> new Over(request, record, now).act(cloud))
                    .orElseGet(() -> List.of(end(request, EventType.COMMAND_REFUSED, family, words, now)));
        }
    }

    /** It has ended, and its end is announced once more, should the first announcement have been lost. */
    record Over(RevokeRequested request, Image record, Instant now) implements RevokeDecision {
        @Override
        public List<Event> act(Cloud cloud) {
            boolean done = record.has(Marks.STATE, Marks.STATE_READY);
            EventType type = done ? EventType.IMAGE_REVOKED : EventType.COMMAND_REFUSED;
            String words = record.mark(Marks.REASON).orElse("it has ended");
            return List.of(end(request, type, record.mark(Marks.FAMILY).orElse(null), words, now));
        }
    }

    private static Event end(RevokeRequested request, EventType type, String family, String words, Instant now) {
        return Ending.ofCommand(type, family, request.image(), request.cause(), words, now)
                .event();
    }
}
