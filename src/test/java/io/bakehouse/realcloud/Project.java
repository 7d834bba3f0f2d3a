package io.bakehouse.realcloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The project of the OpenStack that the {@code OS_*} variables name, as its people use it. {@code DEVCLOUD_FLAVOR},
 * {@code DEVCLOUD_NETWORK} and {@code DEVCLOUD_IMAGE} say what to boot; without them it is the first flavor, no network
 * and any active image. Whatever carries the run's name is deleted by {@link #clean}.
 */
final class Project {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Different in every run, and part of the name of all that it makes. */
    final String run = UUID.randomUUID().toString().substring(0, 8);

    final CloudConfig config;
    final Cloud cloud;
    final RawApi api;
    final String flavor;
    final String network;
    final String image;

    private final OpenStackCloud connection;
    private final List<String> families = new ArrayList<>();

    Project() throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        config = CloudConfig.fromEnvironment(environment, Path.of(""))
                .orElseThrow(() -> new IllegalStateException("OS_AUTH_URL is missing: source an openrc file first"));
        connection = OpenStackCloud.connect(config, InstantSource.system(), CallListener.NONE);
        cloud = connection;
        api = new RawApi(config);
        String wanted = environment.getOrDefault("DEVCLOUD_FLAVOR", "");
        flavor = wanted.isEmpty() ? first("compute", "/flavors", "flavors", "name") : wanted;
        network = environment.getOrDefault("DEVCLOUD_NETWORK", "none");
        String base = environment.getOrDefault("DEVCLOUD_IMAGE", "");
        String query = base.isEmpty() ? "" : "&name=" + URLEncoder.encode(base, StandardCharsets.UTF_8);
        image = first("image", "/images?status=active&limit=1" + query, "images", "id");
    }

    private String first(String service, String path, String list, String key)
            throws IOException, InterruptedException {
        JsonNode found = api.get(service, path).path(list).path(0).path(key);
        if (!found.isTextual()) {
            throw new IllegalStateException("the cloud has nothing at " + service + path);
        }
        return found.asText();
    }

    /** Whether the cloud obeys faults that stand in a server's metadata. */
    static boolean obeysFaults() {
        return System.getenv("DEVCLOUD_HOME") != null;
    }

    /** Metadata of a server whose snapshots can be watched from their first moment, where the cloud obeys it. */
    static Map<String, String> slowToSnapshot() {
        return obeysFaults() ? Map.of("devcloud", "slowsnap=10") : Map.of();
    }

    /** A family of this run; what is ours in it is deleted in the end. */
    String family(String name) {
        String family = name + "-" + run;
        families.add(family);
        return family;
    }

    /** A recipe of the family that adopts servers whose names begin with its own. */
    String recipe(String family, int count, String more) {
        return """
                family: %s
                adopt:
                  names: ["%s-*"]
                snapshot:
                  expected: 2s
                  deadline: 20m
                batch:
                  count: %d
                  flavor: %s
                  network: %s
                  expected: %ds
                  deadline: 20m
                """.formatted(family, family, count, flavor, network, Math.max(2, count * 2 / 3)) + more;
    }

    /** A server that a person booted and converged: nothing of it is ours. */
    Server server(String name, Map<String, String> metadata) throws InterruptedException {
        return boot(name, image, metadata);
    }

    /** The same, from that image. */
    Server boot(String name, String from, Map<String, String> metadata) throws InterruptedException {
        cloud.createServers(spec(name, from, metadata), 1);
        return until(
                        "server '" + name + "' is ACTIVE",
                        () -> cloud.servers(ServerQuery.named(name)),
                        found -> found.size() == 1 && found.get(0).status() == ServerStatus.ACTIVE)
                .get(0);
    }

    /** What a person asks for who boots the usual image. */
    ServerSpec spec(String name) {
        return spec(name, image, Map.of());
    }

    private ServerSpec spec(String name, String from, Map<String, String> metadata) {
        return new ServerSpec(name, from, flavor, network, null, List.of(), null, null, metadata, List.of(tag()));
    }

    /** The servers that people booted in this run. */
    ServerQuery made() {
        return new ServerQuery(tag(), null);
    }

    private String tag() {
        return "run-" + run;
    }

    /** The images that carry the family's mark, ours or not, oldest first. */
    List<Image> images(String family) {
        return cloud.images(new ImageQuery(false, Map.of(Marks.FAMILY, family))).stream()
                .sorted(Image.SENIORITY)
                .toList();
    }

    /** The records of the family's bakes and batches. */
    List<Image> records(String family) {
        return cloud.images(ImageQuery.records().with(Marks.FAMILY, family));
    }

    /** The servers of a batch. */
    List<Server> batch(String batch) {
        return cloud.servers(ServerQuery.batch(batch));
    }

    /** All servers that we made for the family. */
    List<Server> ofFamily(String family) {
        return cloud.servers(ServerQuery.ours()).stream()
                .filter(server ->
                        server.mark(Marks.FAMILY).filter(family::equals).isPresent())
                .toList();
    }

    /** Deletes the servers and waits until they are gone. */
    void delete(ServerQuery query) throws InterruptedException {
        // A server that is deleted while Nova hands it from the scheduler to a cell stays in lists for ever.
        until(
                        "nothing builds",
                        () -> cloud.servers(query),
                        all -> all.stream().noneMatch(server -> server.status() == ServerStatus.BUILD))
                .forEach(server -> cloud.deleteServer(server.id()));
        until("all are gone", () -> cloud.servers(query), List::isEmpty);
    }

    /** Looks again and again until it is so, or fails with what it saw last. */
    <T> T until(String what, Supplier<T> look, Predicate<T> done) throws InterruptedException {
        T seen = look.get();
        for (long left = LIMIT.toMillis(); left > 0 && !done.test(seen); left -= 250) {
            Thread.sleep(250);
            seen = look.get();
        }
        if (!done.test(seen)) {
            throw new AssertionError(what + ": not so after " + LIMIT + "; last seen: " + seen);
        }
        return seen;
    }

    /** Deletes all that the run has left: servers first, because Nova reads their image while they are built. */
    void clean() throws InterruptedException {
        try (OpenStackCloud last = connection) {
            for (String family : families) {
                for (Image record : records(family)) {
                    if (record.mark(Marks.BATCH).isPresent()) {
                        delete(ServerQuery.batch(record.mark(Marks.BATCH).orElseThrow()));
                    }
                }
            }
            delete(made());
            for (String family : families) {
                images(family).forEach(left -> last.deleteImage(left.id()));
                records(family).forEach(left -> last.deleteImage(left.id()));
            }
        }
    }
}
