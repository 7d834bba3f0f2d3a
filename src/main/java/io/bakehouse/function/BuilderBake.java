package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Builder;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.UserData;
import io.bakehouse.platform.Callback;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bake of a server of our own: all that follows from the request, the recipe and the base image.
 *
 * @param id the bake id
 * @param now when this delivery is being handled
 */
record BuilderBake(
        String id,
        Recipe recipe,
        Builder builder,
        Image base,
        String cause,
        String reason,
        Instant requestedAt,
        Instant now) {

    static BuilderBake of(BakeRequested request, Recipe recipe, Builder builder, Image base, Instant now) {
        String id = Ids.bake(recipe.family(), recipe.revision(), request.cause());
        return new BuilderBake(
                id, recipe, builder, base, request.cause(), request.reason(), request.requestedAt(), now);
    }

    /** Whether nobody asked for it but the family's schedule. */
    boolean isBySchedule() {
        return cause.startsWith(RebakeDue.CAUSE);
    }

    Instant deadline() {
        return now.plus(builder.deadline());
    }

    /** The marks of the bake's record: its deadline is that of all its steps together. */
    Map<String, String> record() {
        Instant last = deadline()
                .plus(recipe.snapshot().deadline())
                .plus(recipe.verification().map(verify -> verify.deadline()).orElse(java.time.Duration.ZERO));
        Map<String, String> marks = new HashMap<>(baseMarks());
        marks.put(Marks.BAKE, id);
        marks.put(Marks.CAUSE, Marks.fit(cause));
        marks.put(Marks.REASON, Marks.fit(reason));
        return Records.open(recipe.family(), requestedAt, last, marks);
    }

    /** The builder as Nova is asked for it. */
    ServerSpec spec(Callback callback) {
        Map<String, String> marks = new HashMap<>(baseMarks());
        marks.put(Marks.ROLE, Marks.ROLE_BUILDER);
        marks.put(Marks.FAMILY, recipe.family());
        marks.put(Marks.BAKE, id);
        marks.put(Marks.STARTED_AT, now.toString());
        marks.put(Marks.REQUESTED_AT, requestedAt.toString());
        marks.put(Marks.DEADLINE, deadline().toString());
        marks.put(Marks.KEEP_SECONDS, String.valueOf(builder.keepFor().toSeconds()));
        List<String> tags = List.of(Marks.serverTag(), Marks.bakeTag(), Marks.bakeTag(id));
        Optional<String> url = callback.url(builder.sender(), id, Marks.ROLE_BUILDER);
        return ServerSpec.of(id, base.id(), builder.server(), marks, tags)
                .onVolume(builder.volumeGb().orElse(null))
                .with(builder.server().userData().map(text -> filled(text, recipe.family(), id, url)));
    }

    /** The event that makes somebody look at the builder. */
    List<Event> started(Instant at, Instant until) {
        BuilderStarted data = new BuilderStarted(recipe.family(), id, at, until, 0, true);
        return List.of(Event.of(EventType.BUILDER_STARTED, data, 0).notBefore(Looks.afterBoot(at)));
    }

    private Map<String, String> baseMarks() {
        String checksum = base.checksum() == null ? "" : base.checksum();
        return Map.of(Marks.BASE, base.id(), Marks.BASE_CHECKSUM, checksum);
    }

    /** The user data of a builder or canary. */
    static String filled(String text, String family, String bake, Optional<String> url) {
        Map<String, String> values = new HashMap<>(Map.of(UserData.BAKE, bake, UserData.FAMILY, family));
        url.ifPresent(address -> values.put(UserData.CALLBACK_URL, address));
        return UserData.fill(text, values);
    }
}
