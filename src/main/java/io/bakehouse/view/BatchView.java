package io.bakehouse.view;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;

/**
 * A batch as the cloud's marks tell it.
 *
 * @param state booting, ready or failed
 * @param words how it stands, or why it failed, in one sentence
 * @param count how many servers it shall end with
 * @param active how many are active now, null where servers were not asked for
 * @param servers the first of them; empty where servers were not asked for
 */
public record BatchView(
        String id,
        String family,
        String state,
        String words,
        String image,
        Integer count,
        Integer active,
        Integer error,
        String cause,
        Timeline timeline,
        List<ServerView> servers) {

    /** Without its servers, as in a list. */
    static BatchView of(Image record) {
        return view(record, null, null, List.of());
    }

    /** With its servers, of which at most {@code limit} are shown. */
    static BatchView of(Image record, List<Server> servers, int limit) {
        List<ServerView> shown = servers.stream()
                .sorted(Server.SENIORITY)
                .limit(limit)
                .map(ServerView::of)
                .toList();
        return view(record, count(servers, ServerStatus.ACTIVE), count(servers, ServerStatus.ERROR), shown);
    }

    private static BatchView view(Image record, Integer active, Integer error, List<ServerView> servers) {
        String state = record.mark(Marks.STATE).orElse(Marks.STATE_OPEN);
        Integer count = Timeline.number(record, Marks.COUNT);
        String standing = active == null ? "the servers are booting" : active + " of " + count + " servers are active";
        return new BatchView(
                record.mark(Marks.BATCH).orElse(null),
                record.mark(Marks.FAMILY).orElse(null),
                state.equals(Marks.STATE_OPEN) ? "booting" : state,
                record.mark(Marks.REASON).orElse(standing),
                record.mark(Marks.IMAGE).orElse(null),
                count,
                active,
                error,
                record.mark(Marks.CAUSE).orElse(null),
                Timeline.of(record),
                servers);
    }

    private static int count(List<Server> servers, ServerStatus status) {
        return (int)
                servers.stream().filter(server -> server.status() == status).count();
    }
}
