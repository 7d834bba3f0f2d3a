package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of images that may be needed no more. */
sealed interface RetireDecision extends Planned {
    String COMMAND = "retire";

    /** Most changes of one run; the next one goes on. */
    int MOST = 50;

    /**
     * Some are hidden, some deleted.
     *
     * @param already how many an earlier delivery of the same request has hidden
     */
    record Retire(RetireRequested request, Retirement due, int already, Instant now) implements RetireDecision {
        /** To list the images, the hidden ones, the servers, and the volumes. */
        private static final int LISTS = 4;

        @Override
        public Plan plan() {
            Retirement some = due.first(MOST);
            List<Plan.Change> changes = new ArrayList<>();
            some.delete()
                    .forEach(
                            image -> changes.add(new Plan.Change(Plan.Verb.DELETE, "image", image.id(), "is deleted")));
            some.hide()
                    .forEach(image -> changes.add(
                            new Plan.Change(Plan.Verb.CHANGE, "image", image.id(), "is hidden, to be deleted later")));
            long bytes = -some.delete().stream().mapToLong(Image::size).sum();
            return new Plan(command(request), changes, LISTS + 2 * changes.size(), bytes, notes());
        }

        @Override
        public List<Event> act(Cloud cloud) {
            Retirement some = due.first(MOST);
            List<String> refusals = new ArrayList<>();
            List<Image> deleted = new ArrayList<>();
            for (Image image : some.delete()) {
                if (delete(cloud, image, refusals)) {
                    deleted.add(image);
                }
            }
            attempt("volume snapshots of deleted images", refusals, () -> ImageRemoval.clear(cloud, deleted));
            int hidden = already;
            for (Image image : some.hide()) {
                hidden += hide(cloud, image, refusals) ? 1 : 0;
            }
            if (request.cause() == null && hidden + deleted.size() == 0) {
                return List.of();
            }
            List<String> parts = new ArrayList<>(List.of(hidden + " images hidden, " + deleted.size() + " deleted"));
            parts.addAll(notes());
            refusals.stream().limit(1).forEach(first -> parts.add(refusals.size() + " refused: " + first));
            String words = String.join("; ", parts);
            int count = hidden + deleted.size();
            if (request.plan() != null) {
                Map<String, String> marks = Map.of(Marks.COMMAND, COMMAND, Marks.COUNT, String.valueOf(count));
                CommandRecord.close(
                        cloud, request.subject(), Records.ended(family(request), Marks.STATE_READY, words, now, marks));
            }
            return List.of(RetireDecision.retired(request, count, words, now));
        }

        private boolean hide(Cloud cloud, Image image, List<String> refusals) {
            ImageChange change = ImageChange.mark(Map.of(
                            Marks.STATE,
                            Marks.STATE_RETIRED,
                            Marks.RETIRED_AT,
                            request.slot().toString()))
                    .hide(true);
            return again(cloud, image).filter(found -> !found.hidden()).isPresent()
                    && attempt("the image " + image.id(), refusals, () -> cloud.updateImage(image.id(), change));
        }

        private static boolean delete(Cloud cloud, Image image, List<String> refusals) {
            return again(cloud, image)
                            .filter(found -> Retirement.hiddenSince(found).equals(Retirement.hiddenSince(image)))
                            .isPresent()
                    && attempt("the image " + image.id(), refusals, () -> cloud.deleteImage(image.id()));
        }

        /** The image, if a second look shows it as it was. */
        private static Optional<Image> again(Cloud cloud, Image image) {
            return cloud.image(image.id())
                    .filter(found -> found.isOurs()
                            && !found.isRecord()
                            && found.mark(Marks.STATE).equals(image.mark(Marks.STATE))
                            && Retirement.untouchable(found, Set.of(), Set.of()) == null);
        }

        /** The cloud has just answered, so what it refuses now is about this alone. */
        private static boolean attempt(String what, List<String> refusals, Runnable change) {
            try {
                change.run();
                return true;
            } catch (CloudException e) {
                refusals.add(what + ", " + e.getMessage());
                return false;
            }
        }

        private List<String> notes() {
            List<String> notes = new ArrayList<>();
            int kept = due.kept().values().stream().mapToInt(Integer::intValue).sum();
            if (kept > 0) {
                notes.add(kept + " kept: "
                        + due.kept().entrySet().stream()
                                .map(reason -> reason.getValue() + " " + reason.getKey())
                                .collect(Collectors.joining(", ")));
            }
            if (due.size() > MOST) {
                notes.add((due.size() - MOST) + " more next time");
            }
            return notes;
        }
    }

    /** It is not what was planned. */
    record Refuse(RetireRequested request, String words, Instant now) implements RetireDecision {
        @Override
        public Plan plan() {
            return new Plan(command(request), List.of(), 0, 0, List.of(words));
        }

        @Override
        public List<Event> act(Cloud cloud) {
            CommandRecord.refuse(cloud, COMMAND, request.subject(), family(request), null, words, now);
            return List.of(refused(request, words, now));
        }
    }

    /** It has ended, and its end is announced once more, should the first announcement have been lost. */
    record Over(RetireRequested request, Image record) implements RetireDecision {
        @Override
        public Plan plan() {
            return new Plan(command(request), List.of(), 0, 0, List.of(Records.reason(record)));
        }

        @Override
        public List<Event> act(Cloud cloud) {
            Instant at = Records.time(record, Marks.ENDED_AT, record.updatedAt());
            int count = record.number(Marks.COUNT).orElse(0);
            return List.of(
                    record.has(Marks.STATE, Marks.STATE_READY)
                            ? retired(request, count, Records.reason(record), at)
                            : refused(request, Records.reason(record), at));
        }
    }

    private static Event retired(RetireRequested request, int count, String words, Instant at) {
        String type = EventType.IMAGES_RETIRED.wire();
        return new Ending(type, request.family(), null, null, null, count, request.subject(), words, at).event();
    }

    private static Event refused(RetireRequested request, String words, Instant at) {
        return Ending.ofCommand(EventType.COMMAND_REFUSED, request.family(), null, request.subject(), words, at)
                .event();
    }

    /** Records are of a family; a command for all of them is of none. */
    private static String family(RetireRequested request) {
        return request.family() == null ? "*" : request.family();
    }

    private static String command(RetireRequested request) {
        return request.family() == null ? COMMAND : COMMAND + " " + request.family();
    }
}
