package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link Cloud} keeps. The real OpenStack is right by definition: where an implementation differs from it,
 * the implementation is wrong. This class holds what the parts of the contract share; every test deletes what it made.
 */
public abstract class CloudContract {
    private static final Duration STEP = Duration.ofMillis(500);
    private static final int MOST_STEPS = 240;

    protected CloudBench bench;
    protected Cloud cloud;
    /** Different in every test, and the tag, name and family of all that it makes. */
    protected String run;

    private final List<String> images = new ArrayList<>();

    /** The cloud to test; called before each test. */
    protected abstract CloudBench bench();

    @BeforeEach
    void open() {
        bench = bench();
        cloud = bench.cloud();
        run = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void clean() {
        // A server that is deleted while Nova hands it from the scheduler to a cell stays for ever in lists that are
        // not
        // filtered by tag, as BUILD, although GET and DELETE of it answer 404.
        until(
                        "all servers of the test are built",
                        () -> cloud.servers(tagged()),
                        all -> all.stream().noneMatch(server -> server.status() == ServerStatus.BUILD))
                .forEach(server -> cloud.deleteServer(server.id()));
        for (boolean hidden : new boolean[] {false, true}) {
            cloud.images(new ImageQuery(hidden, Map.of(Marks.FAMILY, run)))
                    .forEach(image -> cloud.deleteImage(image.id()));
        }
        images.forEach(cloud::deleteImage);
        until("all servers of the test are deleted", () -> cloud.servers(tagged()), List::isEmpty);
    }

    protected ServerQuery tagged() {
        return new ServerQuery(run, null);
    }

    protected ServerSpec spec() {
        return spec(run, Map.of());
    }

    protected ServerSpec spec(String name, Map<String, String> metadata) {
        Map<String, String> all = new HashMap<>(metadata);
        all.put(Marks.ROLE, Marks.ROLE_BUILDER);
        all.put(Marks.FAMILY, run);
        return new ServerSpec(
                name,
                bench.baseImage(),
                bench.flavor(),
                bench.network(),
                null,
                List.of(),
                null,
                "#!/bin/sh\necho grüße\n",
                all,
                List.of(run, Marks.serverTag()));
    }

    /** A new server, ACTIVE. */
    protected Server active() {
        return active(spec());
    }

    protected Server active(ServerSpec spec) {
        cloud.createServers(spec, 1);
        return until(
                        "the server is ACTIVE",
                        () -> cloud.servers(tagged()),
                        found -> found.size() == 1 && found.get(0).status() == ServerStatus.ACTIVE)
                .get(0);
    }

    /** A new server with that fault, or the test is left out on a cloud that cannot do it. */
    protected ServerSpec faulty(CloudFault fault) {
        Optional<Map<String, String>> metadata = bench.faults().metadata(fault);
        Assumptions.assumeTrue(metadata.isPresent(), "this cloud cannot do " + fault);
        return spec(run, metadata.get());
    }

    protected Map<String, String> imageMarks(Server server) {
        return Map.of(
                Marks.ROLE,
                Marks.ROLE_IMAGE,
                Marks.FAMILY,
                run,
                Marks.STATE,
                Marks.STATE_CANDIDATE,
                Marks.SERVER,
                server.id(),
                Marks.BASE,
                bench.baseImage());
    }

    protected String snapshot(Server server) {
        return willDelete(cloud.createImage(server.id(), run, imageMarks(server)));
    }

    protected String willDelete(String image) {
        images.add(image);
        return image;
    }

    protected Image activeImage(String id) {
        return until(
                        "the image is active",
                        () -> cloud.image(id),
                        image -> image.map(Image::status).equals(Optional.of(ImageStatus.ACTIVE)))
                .orElseThrow();
    }

    /** A new id for a record, never given before. */
    protected String newId() {
        return willDelete(UUID.randomUUID().toString());
    }

    /** Looks again and again until it is so, or fails with what it saw last. */
    protected <T> T until(String what, Supplier<T> look, Predicate<T> done) {
        T seen = look.get();
        for (int step = 0; step < MOST_STEPS && !done.test(seen); step++) {
            advance(STEP);
            seen = look.get();
        }
        assertThat(done.test(seen)).as(what + "; last seen: " + seen).isTrue();
        return seen;
    }

    /** Lets the cloud's time go on. */
    protected void advance(Duration length) {
        try {
            bench.ticker().advance(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The failure of the call, which must be one line of words. */
    protected static CloudException failure(ThrowingCallable call) {
        CloudException failure = catchThrowableOfType(CloudException.class, call);
        assertThat(failure).as("a CloudException").isNotNull();
        assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(500);
        return failure;
    }
}
