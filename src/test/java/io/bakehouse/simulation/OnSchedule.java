package io.bakehouse.simulation;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.RebakeRequested;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.ScheduleRequested;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bakery whose family is looked at every hour, half past; its first day begins at noon. */
abstract class OnSchedule {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LIMIT = Duration.ofHours(4);

    VirtualBakery bakery = bakery(policy("30 * * * *", true));

    static RebakePolicy policy(String cron, boolean catchUp) {
        return new RebakePolicy(cron, ZoneOffset.UTC, catchUp, Optional.of(5), Optional.of(Duration.ofDays(30)), 3);
    }

    static Recipe recipe(String family, RebakePolicy policy) {
        Recipe plain = BuilderBakery.recipe(family);
        return new Recipe(
                family,
                plain.revision(),
                "",
                plain.adopt(),
                plain.snapshot(),
                plain.batch(),
                plain.builder(),
                plain.verification(),
                plain.approval(),
                plain.retention(),
                Optional.of(policy));
    }

    static VirtualBakery bakery(RebakePolicy policy) {
        return new VirtualBakery(PracticeTimes.usual(), recipe("web", policy));
    }

    /** Nobody looks until that time of the first day; then the schedule fires, and whatever follows at once happens. */
    final void fireAt(String time) {
        fireAt(Instant.parse("2026-11-23T" + time + ":00Z"));
    }

    final void fireAt(Instant slot) {
        bakery.engine.runFor(Duration.between(bakery.clock.instant(), slot));
        fire(slot);
        bakery.engine.runFor(Duration.ofSeconds(1));
    }

    final void fire(Instant slot) {
        bakery.engine.publish(List.of(Event.of(EventType.REBAKE_REQUESTED, new RebakeRequested(slot), slot)));
    }

    /** The schedule fires in every minute until that time of the first day. */
    final void fireUntil(String time) {
        Instant end = Instant.parse("2026-11-23T" + time + ":00Z");
        Instant slot = Instant.ofEpochSecond(bakery.clock.instant().getEpochSecond() / 60 * 60 + 60);
        for (; !slot.isAfter(end); slot = slot.plusSeconds(60)) {
            fireAt(slot);
        }
    }

    /** The bake that has begun goes well. */
    final void finish() {
        BuilderBakery.converge(bakery, Duration.ofMinutes(5));
        BuilderBakery.satisfy(bakery, Duration.ofMinutes(8));
        bakery.engine.runUntilQuiet(LIMIT);
    }

    /** A first image, from half past twelve. */
    final void firstImage() {
        fireAt("12:30");
        finish();
    }

    final void set(boolean pause, String cause) {
        ScheduleRequested wish = new ScheduleRequested("web", pause, "ann", cause, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.SCHEDULE_REQUESTED, wish)));
        bakery.engine.runFor(Duration.ofSeconds(1));
    }

    /** What the schedule wanted baked, in order. */
    final List<BakeRequested> wanted() {
        return bakery.engine.published(EventType.BAKE_REQUESTED).stream()
                .map(event -> (BakeRequested) event.data())
                .toList();
    }

    /** How many builders were booted for it. */
    final long booted() {
        return bakery.engine.published(EventType.BUILDER_STARTED).stream()
                .map(event -> event.data().subject())
                .distinct()
                .count();
    }

    /** A newer image of the operator's. */
    final String newBase() {
        return bakery.cloud.addImage(bakery.cloud.site().project("admin"), "base", "public", Map.of());
    }

    final Image schedule() {
        return bakery.cloud
                .cloud()
                .images(ImageQuery.records().with(Marks.SCHEDULE, "web"))
                .get(0);
    }

    final Image current() {
        return bakery.named().get(0);
    }
}
