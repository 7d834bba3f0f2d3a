package io.bakehouse.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server is prepared from a base image, to be snapshotted once its config run has ended well.
 *
 * @param sender the tool that will report the run, as in {@code /webhooks/{sender}}: it makes the callback's address
 * @param volumeGb size of a volume to boot from, in GiB; empty when the root disk is the flavor's
 * @param stopFirst whether to stop the server before the snapshot, so that what is on its disk is consistent
 * @param expected how long it will probably take until the config run has ended
 * @param deadline how long to wait for that at most
 * @param keepFor how long a builder whose bake failed is kept for people to look inside; zero to delete it at once
 */
public record Builder(
        BaseImage base,
        ServerOptions server,
        String sender,
        Optional<Integer> volumeGb,
        boolean stopFirst,
        Duration expected,
        Duration deadline,
        Duration keepFor) {}
