package io.bakehouse.practice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was asked of each server and how it ended; kept after the server is gone. */
public final class Actions {
    private final Map<String, List<ServerAction>> all = new HashMap<>();
    private final Minted minted;

    Actions(Minted minted) {
        this.minted = minted;
    }

    /** Notes that an action began and returns its request id. */
    String begin(String server, String action, String event, Instant now) {
        String request = "req-" + minted.uuid("request");
        all.computeIfAbsent(server, id -> new ArrayList<>())
                .add(new ServerAction(action, request, event, now, null, false));
        return request;
    }

    void finish(String server, String request, boolean failed, Instant now) {
        all.getOrDefault(server, new ArrayList<>())
                .replaceAll(one -> one.requestId().equals(request) ? one.finish(failed, now) : one);
    }

    /** The server's actions, the latest first. */
    public List<ServerAction> of(String server) {
        List<ServerAction> latestFirst = new ArrayList<>(all.getOrDefault(server, List.of()));
        java.util.Collections.reverse(latestFirst);
        return latestFirst;
    }
}
