package io.bakehouse.function;

import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.Verification;
import io.bakehouse.platform.Callback;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a canary is asked for, and what its marks tell of the candidate that it verifies. */
final class Canaries {
    private Canaries() {}

    static ServerSpec spec(ImageReady ready, Recipe recipe, Verification verify, Callback callback, Instant now) {
        Map<String, String> marks = new HashMap<>();
        marks.put(Marks.ROLE, Marks.ROLE_CANARY);
        marks.put(Marks.FAMILY, ready.family());
        marks.put(Marks.BAKE, ready.bake());
        marks.put(Marks.IMAGE, ready.image());
        marks.put(Marks.READY_AT, ready.readyAt().toString());
        marks.put(Marks.SNAPSHOT_SECONDS, String.valueOf(ready.snapshotSeconds()));
        marks.put(Marks.STARTED_AT, now.toString());
        marks.put(Marks.DEADLINE, now.plus(verify.deadline()).toString());
        String bake = ready.bake();
        Optional<String> url = callback.url(verify.sender(), bake, Marks.ROLE_CANARY);
        List<String> tags = List.of(Marks.serverTag(), Marks.bakeTag(), Marks.bakeTag(bake));
        return ServerSpec.of(Ids.canaryName(bake), ready.image(), verify.server(), marks, tags)
                .with(verify.server().userData().map(text -> BuilderBake.filled(text, recipe.family(), bake, url)));
    }

    /** What was known of the candidate when the canary was booted; empty when somebody has overwritten the marks. */
    static Optional<CanaryStarted> started(Server canary, boolean follow) {
        String seconds = canary.mark(Marks.SNAPSHOT_SECONDS).orElse("");
        Optional<String> image = canary.mark(Marks.IMAGE);
        Optional<Instant> deadline = canary.time(Marks.DEADLINE);
        if (image.isEmpty() || deadline.isEmpty() || !seconds.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        ImageReady ready = new ImageReady(
                canary.mark(Marks.FAMILY).orElseThrow(),
                canary.mark(Marks.BAKE).orElseThrow(),
                image.get(),
                canary.time(Marks.READY_AT).orElse(canary.createdAt()),
                Integer.parseInt(seconds));
        Instant startedAt = canary.time(Marks.STARTED_AT).orElse(canary.createdAt());
        return Optional.of(new CanaryStarted(ready, startedAt, deadline.get(), 0, follow));
    }

    /** A single look at the canary, now. */
    static List<Event> look(Server canary, String why) {
        return started(canary, false).map(data -> Event.of(EventType.CANARY_STARTED, data, "look", why)).stream()
                .toList();
    }
}
