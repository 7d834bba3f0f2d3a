package io.bakehouse.practice.http;

import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A practice cloud on virtual time that is served over HTTP, and a client that has logged in. */
abstract class OnPracticeServer {
    static final String SERVERS = "/compute/v2.1/servers";
    static final String IMAGES = "/image/v2/images";

    final VirtualClock clock = new VirtualClock();
    final PracticeModel model = PracticeModel.usual(clock);
    PracticeServer server;
    TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = PracticeServer.start(model, 0);
        client = new TestClient(server.url());
        client.logIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The body of a request for a server; what else it has to say begins with a comma. */
    String order(String name, String more) {
        String flavor = model.site().flavor("m1.nano").orElseThrow().id();
        return """
                {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "%s"%s}}""".formatted(name, model.baseImage(), flavor, more);
    }
}
