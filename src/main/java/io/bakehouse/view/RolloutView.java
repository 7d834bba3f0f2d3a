package io.bakehouse.view;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;

/**
 * A rollout as the cloud's marks tell it.
 *
 * @param state running, finished or failed
 * @param words how it stands, or how it ended, in one sentence
 * @param count how many servers of the image there are in the end
 * @param healthy how many of its servers were found healthy, null where servers were not asked for
 * @param servers the first of those that it made; empty where servers were not asked for
 */
public record RolloutView(
        String id,
        String family,
        String state,
        String words,
        String image,
        Integer count,
        Integer healthy,
        String cause,
        Timeline timeline,
        List<ServerView> servers) {

    /** Without its servers, as in a list. */
    static RolloutView of(Image record) {
        return view(record, null, List.of());
    }

    /** With its servers, of which at most {@code limit} are shown. */
    static RolloutView of(Image record, List<Server> servers, int limit) {
        int healthy = (int) servers.stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE
                        && server.mark(Marks.HEALTHY_AT).isPresent())
                .count();
        List<ServerView> shown = servers.stream()
                .sorted(Server.SENIORITY)
                .limit(limit)
                .map(ServerView::of)
                .toList();
        return view(record, healthy, shown);
    }

    /** Whether the record is one of a rollout. */
    static boolean isRollout(Image record) {
        return record.mark(Marks.ROLLOUT).isPresent() && record.mark(Marks.WAVE).isEmpty();
    }

    private static RolloutView view(Image record, Integer healthy, List<ServerView> servers) {
        Integer count = Timeline.number(record, Marks.COUNT);
        String standing = healthy == null
                ? "servers are being replaced"
                : healthy + " of " + count + " servers are new and healthy";
        String told = record.mark(Marks.REASON).orElse(null);
        String state = record.mark(Marks.STATE).orElse(Marks.STATE_OPEN);
        boolean running = state.equals(Marks.STATE_OPEN);
        return new RolloutView(
                record.mark(Marks.ROLLOUT).orElse(null),
                record.mark(Marks.FAMILY).orElse(null),
                running ? "running" : state.equals(Marks.STATE_READY) ? "finished" : state,
                told == null ? standing : running ? standing + "; " + told : told,
                record.mark(Marks.IMAGE).orElse(null),
                count,
                healthy,
                record.mark(Marks.CAUSE).orElse(null),
                Timeline.of(record),
                servers);
    }
}
