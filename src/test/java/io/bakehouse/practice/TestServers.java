package io.bakehouse.practice;

import io.bakehouse.model.ServerSpec;
import java.util.List;
import java.util.Map;

/** Servers to ask for. */
final class TestServers {
    private TestServers() {}

    static ServerSpec spec(String name, String image) {
        return new ServerSpec(
                name, image, "m1.nano", "auto", null, List.of(), null, null, Map.of(), List.of("bakehouse"));
    }
}
