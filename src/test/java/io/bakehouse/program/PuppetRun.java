package io.bakehouse.program;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A run of Puppet on a server: the captured report under that server's name and an id of its own. */
public record PuppetRun(String server, String id) {
    private static final String CAPTURED = captured();
    private static final String SERVER = "node-01.example.org";
    private static final String ID = "8a27b8bb-217c-439c-b964-6b5e4d1a44f4";

    /** The n-th run on that server. */
    public static PuppetRun of(String server, int n) {
        return new PuppetRun(server, "8a27b8bb-217c-439c-b964-" + String.format("%012d", n));
    }

    /** A run that has just ended there, different from all others. */
    public static PuppetRun now(String server) {
        return new PuppetRun(server, UUID.randomUUID().toString());
    }

    /** What the agent sends. */
    public String body() {
        return CAPTURED.replace("host: " + SERVER, "host: " + server).replace(ID, id);
    }

    /** What it causes, by the name that events give it. */
    public String cause() {
        return "puppet:" + id;
    }

    /** Id of the bake that follows from it. */
    public String bake(Recipe recipe) {
        return Ids.bake(recipe.family(), recipe.revision(), cause());
    }

    private static String captured() {
        try (InputStream report = PuppetRun.class.getResourceAsStream("/demo/puppet-report.yaml")) {
            return new String(report.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
