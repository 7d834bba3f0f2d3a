package io.bakehouse.engine.http;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images, records and servers of ours, for {@link ListedCloud}. */
final class Listed {
    static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private Listed() {}

    static Image image(String id, String name, ImageStatus status, String state, String bake) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_IMAGE,
                Marks.FAMILY,
                "web",
                Marks.SERVER,
                "s0",
                "instance_uuid",
                "s0",
                Marks.STATE,
                state,
                Marks.BAKE,
                bake,
                Marks.REQUESTED_AT,
                NOW.toString()));
        if (state.equals(Marks.STATE_CURRENT)) {
            marks.put(Marks.PROMOTED_AT, NOW.plusSeconds(300).toString());
        }
        return new Image(id, name, status, NOW, NOW, 1, null, "p", "private", false, false, marks);
    }

    static Image record(String kind, String id, String mark, String state, String reason) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_RECORD,
                Marks.FAMILY,
                "web",
                mark,
                id,
                Marks.STATE,
                state,
                Marks.REASON,
                reason,
                Marks.COUNT,
                "4"));
        String uuid = Ids.record(kind, id);
        return new Image(uuid, id, ImageStatus.QUEUED, NOW, NOW, 0, null, "p", "private", true, false, marks);
    }

    static Server server(String id, ServerStatus status, String fault) {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web", Marks.BATCH, "web-7");
        return new Server(
                id, id, status, null, NOW, "i1", fault, List.of("10.0.0.1"), marks, Set.of(Marks.batchTag("web-7")));
    }
}
