package io.bakehouse.function;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.webhook.Notice;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a notification of the cloud leads to: a single look at once, or nothing. It is a hint that may be late, lost or
 * doubled, so it decides nothing by itself, and whatever it is about is looked at by the clock as well.
 *
 * @param words for whoever reads the answer
 */
record NoticeAcceptance(Optional<Event> event, String words) {
    /** The notifications of a batch share a look for each second of this that their servers are of. */
    private static final int SERVERS_PER_SECOND = 50;

    /** Glance sends {@code image.activate} before it has saved the state, and this one after that. */
    private static final String SAVED = "image.update";

    private static final String DELETED = "image.delete";
    private static final Set<String> BOOTED = Set.of("instance.create.end", "compute.instance.create.end");

    static NoticeAcceptance decide(Notice notice, Instant now) {
        String role = notice.marks().getOrDefault(Marks.ROLE, "");
        Optional<Event> look = Optional.empty();
        if (role.equals(Marks.ROLE_IMAGE) && notice.image() != null) {
            look = image(notice);
        } else if (role.equals(Marks.ROLE_BATCH) && BOOTED.contains(notice.event())) {
            look = batch(notice.marks(), now);
        } else if (role.equals(Marks.ROLE_BUILDER) && "error".equals(notice.serverState())) {
            look = builder(notice);
        }
        String words = look.isPresent() ? "accepted: a look at once, because of " : "nothing to do: nobody waits for ";
        return new NoticeAcceptance(look, words + notice.event());
    }

    /**
     * A look at a candidate that is complete or gone: one for each, however many notifications say so. What somebody
     * saves of a server of ours inherits the marks of its image, but is of another server.
     */
    private static Optional<Event> image(Notice notice) {
        Map<String, String> marks = notice.marks();
        boolean saved = notice.event().equals(SAVED) && "active".equals(notice.imageStatus());
        boolean gone = notice.event().equals(DELETED);
        String server = marks.getOrDefault(Marks.SERVER, "");
        boolean ours = notice.server() == null || notice.server().equals(server);
        boolean candidate = Marks.STATE_CANDIDATE.equals(marks.get(Marks.STATE))
                && marks.getOrDefault(Marks.VERIFIED_AT, "").isEmpty();
        if (!(saved || gone) || !ours || !candidate || !isTimed(marks, Marks.BAKE)) {
            return Optional.empty();
        }
        SnapshotStarted data = new SnapshotStarted(
                marks.get(Marks.FAMILY),
                marks.get(Marks.BAKE),
                notice.image(),
                server,
                time(marks, Marks.STARTED_AT).orElseThrow(),
                time(marks, Marks.DEADLINE).orElseThrow(),
                null,
                0,
                false);
        return Optional.of(Event.of(EventType.SNAPSHOT_STARTED, data, "noticed", notice.image(), gone));
    }

    /**
     * A look at the end of the stretch of time that the notification falls into, which all of them share: the more
     * servers, the longer it is, so that the looks at a batch are few, however many its servers.
     */
    private static Optional<Event> batch(Map<String, String> marks, Instant now) {
        String count = marks.getOrDefault(Marks.COUNT, "");
        Optional<Instant> deadline = time(marks, Marks.DEADLINE);
        boolean whole = marks.keySet().containsAll(Set.of(Marks.FAMILY, Marks.BATCH, Marks.IMAGE));
        if (!count.matches("[0-9]{1,5}") || deadline.isEmpty() || !whole) {
            return Optional.empty();
        }
        int servers = Integer.parseInt(count);
        long stretch = Math.max(1, servers / SERVERS_PER_SECOND);
        Instant end = Instant.ofEpochSecond((now.getEpochSecond() / stretch + 1) * stretch);
        BatchStarted data = BatchStarted.noticed(
                marks.get(Marks.FAMILY), marks.get(Marks.BATCH), marks.get(Marks.IMAGE), servers, end, deadline.get());
        return Optional.of(Event.of(EventType.BATCH_STARTED, data, "noticed", end.getEpochSecond())
                .notBefore(end));
    }

    private static Optional<Event> builder(Notice notice) {
        Map<String, String> marks = notice.marks();
        if (!isTimed(marks, Marks.BAKE)) {
            return Optional.empty();
        }
        BuilderStarted data = new BuilderStarted(
                marks.get(Marks.FAMILY),
                marks.get(Marks.BAKE),
                time(marks, Marks.STARTED_AT).orElseThrow(),
                time(marks, Marks.DEADLINE).orElseThrow(),
                0,
                false);
        return Optional.of(Event.of(EventType.BUILDER_STARTED, data, "noticed", notice.server()));
    }

    /** Whether it says whose it is, since when and until when. */
    private static boolean isTimed(Map<String, String> marks, String id) {
        return marks.containsKey(Marks.FAMILY)
                && marks.containsKey(id)
                && time(marks, Marks.STARTED_AT).isPresent()
                && time(marks, Marks.DEADLINE).isPresent();
    }

    private static Optional<Instant> time(Map<String, String> marks, String key) {
        return Optional.ofNullable(marks.get(key)).flatMap(Marks::time);
    }
}
