package io.bakehouse.engine.knative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.DeadLetters;
import java.io.IOException;
import java.util.List;

/** The keeper as a function's process sees it. Everything throws QueueUnavailableException when it was not done. */
final class KeeperClient implements DeadLetters {
    private final Remote keeper;

    KeeperClient(Remote keeper) {
        this.keeper = keeper;
    }

    /** Returns once it is on the keeper's disk. */
    void keep(KeptEvent event) {
        keeper.post("/keeper/events", json(event));
    }

    /** Returns once it is on the keeper's disk, and with it the terminal event that tells of it. */
    void bury(KeptEvent event) {
        keeper.post("/keeper/dead-letters", json(event));
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return read(keeper.get("/keeper/dead-letters?limit=" + limit), new TypeReference<>() {});
    }

    @Override
    public int redrive(String function, int limit) {
        return read(
                keeper.post("/keeper/redrive?function=" + function + "&limit=" + limit, new byte[0]),
                new TypeReference<Integer>() {});
    }

    private static byte[] json(KeptEvent event) {
        try {
            return KeptEvent.JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can be written as JSON", e);
        }
    }

    private static <T> T read(byte[] answer, TypeReference<T> type) {
        try {
            return KeptEvent.JSON.readValue(answer, type);
        } catch (IOException e) {
            throw new QueueUnavailableException("the keeper's answer cannot be read", e);
        }
    }
}
