package io.bakehouse.engine.aws;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** On which queues an event is put: on that of every function whose trigger names its type. */
record Routes(FunctionTable table, Queues queues) {
    /**
     * One message for each function that each event triggers, each id once per queue; none for a type that nobody waits
     * for.
     *
     * @throws io.bakehouse.engine.EventTooLargeException before anything is sent
     */
    List<SqsLine.Post> posts(List<Event> events, Instant now) {
        List<SqsLine.Post> posts = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (Event event : events) {
            String body = new String(EventCodec.write(event, now), StandardCharsets.UTF_8);
            for (FunctionRow row : table.triggeredBy(event.type())) {
                String queue = queues.events(row.name());
                if (written.add(queue + " " + event.id())) {
                    posts.add(new SqsLine.Post(queue, Letter.fresh(body, notBefore(event, row, now))));
                }
            }
        }
        return posts;
    }

    private static Instant notBefore(Event event, FunctionRow row, Instant now) {
        Instant usual = row.delay().isZero() ? null : now.plus(row.delay());
        boolean later =
                usual == null || (event.notBefore() != null && event.notBefore().isAfter(usual));
        return later ? event.notBefore() : usual;
    }
}
