package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.ScheduleRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by somebody who wants a family's schedule paused or resumed. Guarantees that the wish stands in the cloud,
 * where every look at the schedule finds it. A second delivery writes the same.
 */
@ApplicationScoped
public class SetSchedule {
    private final Cloud cloud;
    private final InstantSource clock;

    public SetSchedule(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    @Funq("set-schedule")
    public List<Event> setSchedule(ScheduleRequested request) {
        List<Image> records = cloud.images(ImageQuery.records().with(Marks.SCHEDULE, request.family()));
        return decide(request, Schedules.find(records, request.family()), clock.instant())
                .act(cloud);
    }

    /** The wish, and the record that keeps it. */
    record Decision(ScheduleRequested request, Optional<Image> record, Map<String, String> marks, Instant now) {
        List<Event> act(Cloud cloud) {
            if (record.isPresent()) {
                cloud.updateImage(record.get().id(), ImageChange.mark(marks));
            } else {
                Schedules.create(cloud, request.family(), marks);
            }
            EventType type = request.pause() ? EventType.SCHEDULE_PAUSED : EventType.SCHEDULE_RESUMED;
            String words = "the schedule of '" + request.family() + "' was " + (request.pause() ? "paused" : "resumed")
                    + " by " + request.by();
            return List.of(
                    new Ending(type.wire(), request.family(), null, null, null, null, request.cause(), words, now)
                            .event());
        }
    }

    static Decision decide(ScheduleRequested request, Optional<Image> record, Instant now) {
        Map<String, String> marks = new HashMap<>();
        marks.put(Marks.STATE, request.pause() ? Marks.STATE_PAUSED : Marks.STATE_READY);
        marks.put(Marks.REASON, request.pause() ? Marks.fit("paused by " + request.by()) : "");
        if (!request.pause()) {
            marks.put(Marks.RESUMED_AT, request.requestedAt().toString());
        }
        if (record.isEmpty()) {
            marks.put(Marks.CHECKED_AT, now.toString());
        }
        return new Decision(request, record, Map.copyOf(marks), now);
    }
}
