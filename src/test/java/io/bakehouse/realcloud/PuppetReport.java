package io.bakehouse.realcloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A report that a Puppet agent sent, with another node's name and a run of its own. */
record PuppetReport(String text) {
    private static final String CAPTURED_NODE = "node-01.example.org";
    private static final String CAPTURED_RUN = "8a27b8bb-217c-439c-b964-6b5e4d1a44f4";

    /** A run that has just ended on the node. */
    static PuppetReport of(String node) {
        try (InputStream captured = PuppetReport.class.getResourceAsStream("/demo/puppet-report.yaml")) {
            return new PuppetReport(new String(captured.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(CAPTURED_NODE, node)
                    .replace(CAPTURED_RUN, UUID.randomUUID().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
