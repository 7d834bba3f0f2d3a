package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.program.Ends;
import io.bakehouse.program.PuppetRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what was accepted with what stands in the cloud and with what was announced. */
final class Tally {
    /** Servers of each batch. */
    static final int BATCH = 4;

    private final Cloud cloud;
    private final Ends ends;
    private final Recipes recipes;
    private final List<PuppetRun> runs;

    Tally(Cloud cloud, Ends ends, Recipes recipes, List<PuppetRun> runs) {
        this.cloud = cloud;
        this.ends = ends;
        this.recipes = recipes;
        this.runs = runs;
    }

    /** What has not come to its end yet, in words; empty when everything has. */
    List<String> open() {
        List<String> open = new ArrayList<>();
        Set<String> ended = ends.all().stream().map(Ends.End::subject).collect(Collectors.toSet());
        bakes().forEach((bake, run) -> {
            if (!ended.contains(bake) && !ended.contains(run.cause())) {
                open.add("no terminal event for " + bake);
            }
        });
        Set<String> booted = new HashSet<>();
        for (Image record : cloud.images(ImageQuery.records())) {
            record.mark(Marks.IMAGE).ifPresent(booted::add);
            if (record.has(Marks.STATE, Marks.STATE_OPEN)) {
                open.add("open record " + record.name());
            } else if (!ended.contains(record.mark(Marks.BATCH).orElse(""))) {
                open.add("no terminal event for " + record.name());
            }
        }
        for (Image image : cloud.images(ImageQuery.ours())) {
            if (image.has(Marks.STATE, Marks.STATE_CANDIDATE)) {
                open.add("candidate " + image.name() + " " + image.id());
            }
            if (image.has(Marks.STATE, Marks.STATE_CURRENT) && !booted.contains(image.id())) {
                open.add("no batch yet of the current image " + image.id());
            }
        }
        servers().forEach((batch, servers) -> {
            if (servers.size() != BATCH) {
                open.add(servers.size() + " servers of batch " + batch);
            }
        });
        return open;
    }

    /** In one line. */
    String line() {
        Map<String, List<Server>> servers = servers();
        int count = servers.values().stream().mapToInt(List::size).sum();
        List<Image> images = cloud.images(ImageQuery.ours());
        long orphans = images.stream()
                        .filter(image -> !bakes().containsKey(bake(image)))
                        .count()
                + servers.entrySet().stream()
                        .filter(batch -> !batches().contains(batch.getKey()))
                        .mapToInt(batch -> batch.getValue().size())
                        .sum();
        long duplicates =
                images.size() - images.stream().map(Tally::bake).distinct().count();
        return runs.size() + " webhooks accepted, "
                + ends.all().stream().filter(end -> isOfBake(end)).count() + " terminal events of bakes ("
                + ends.of(EventType.IMAGE_SUPERSEDED).size() + " superseded), " + images.size() + " images, "
                + servers.size() + " batches, " + count + " servers, " + orphans + " orphans, " + duplicates
                + " duplicates; " + ends.received() + " notifications of "
                + ends.all().size() + " events";
    }

    /** Everything at once. */
    void check() {
        checkEnds();
        checkImages();
        checkBatches();
    }

    private void checkEnds() {
        // Each bake ends once, and well: the cloud never refused anything.
        assertThat(ends.all().stream().filter(Tally::isOfBake).map(Ends.End::subject))
                .containsExactlyInAnyOrderElementsOf(bakes().keySet());
        assertThat(ends.all())
                .allSatisfy(end -> assertThat(end.type())
                        .isIn(
                                "io.bakehouse.image.promoted",
                                "io.bakehouse.image.superseded",
                                "io.bakehouse.batch.ready"));
    }

    private void checkImages() {
        List<Image> images = cloud.images(ImageQuery.ours());
        assertThat(images.stream().map(Tally::bake)).containsExactlyInAnyOrderElementsOf(bakes().keySet());
        assertThat(images).allSatisfy(image -> {
            assertThat(image.status()).isEqualTo(ImageStatus.ACTIVE);
            assertThat(image.mark(Marks.UNEXPLAINED_SINCE)).isEmpty();
        });
        for (String family : recipes.families()) {
            List<Image> ofFamily = images.stream()
                    .filter(image -> image.has(Marks.FAMILY, family))
                    .toList();
            assertThat(ofFamily)
                    .filteredOn(image -> family.equals(image.name()))
                    .as("images called %s", family)
                    .hasSize(1)
                    .allMatch(image -> image.has(Marks.STATE, Marks.STATE_CURRENT));
            assertThat(ofFamily)
                    .filteredOn(image -> !family.equals(image.name()))
                    .allMatch(image -> image.has(Marks.STATE, Marks.STATE_PREVIOUS));
        }
        // Not even a private or hidden thing of ours is left but the records of batches.
        assertThat(cloud.images(ImageQuery.records())).allSatisfy(record -> {
            assertThat(record.mark(Marks.BATCH)).isPresent();
            assertThat(record.has(Marks.STATE, Marks.STATE_READY)).isTrue();
        });
    }

    private void checkBatches() {
        Map<String, List<Server>> servers = servers();
        assertThat(servers.keySet()).isEqualTo(batches());
        assertThat(ends.of(EventType.BATCH_READY).stream().map(Ends.End::subject))
                .containsExactlyInAnyOrderElementsOf(batches());
        assertThat(servers.values())
                .allSatisfy(batch -> assertThat(batch)
                        .hasSize(BATCH)
                        .allMatch(server -> server.isOurs()
                                && server.status() == ServerStatus.ACTIVE
                                && server.mark(Marks.UNEXPLAINED_SINCE).isEmpty())
                        .extracting(Server::image)
                        .containsOnly(batch.get(0).image()));
        Set<String> booted = servers.values().stream()
                .map(batch -> batch.get(0).image())
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(booted).as("each batch is of another image").hasSameSizeAs(servers.keySet());
        assertThat(cloud.images(ImageQuery.ours()))
                .filteredOn(image -> image.has(Marks.STATE, Marks.STATE_CURRENT))
                .as("every current image has its batch")
                .allMatch(image -> booted.contains(image.id()));
    }

    /** The batches that have a record. */
    private Set<String> batches() {
        return cloud.images(ImageQuery.records()).stream()
                .map(record -> record.mark(Marks.BATCH).orElse(record.name()))
                .collect(Collectors.toSet());
    }

    /** All servers of ours, by batch. */
    private Map<String, List<Server>> servers() {
        return cloud.servers(ServerQuery.ours()).stream()
                .collect(
                        Collectors.groupingBy(server -> server.mark(Marks.BATCH).orElse("none")));
    }

    private Map<String, PuppetRun> bakes() {
        Map<String, PuppetRun> bakes = new TreeMap<>();
        for (PuppetRun run : runs) {
            List<Recipe> recipe = recipes.covering(run.server());
            bakes.put(run.bake(recipe.get(0)), run);
        }
        return bakes;
    }

    private static boolean isOfBake(Ends.End end) {
        return !end.type().startsWith("io.bakehouse.batch.");
    }

    private static String bake(Image image) {
        return Optional.ofNullable(image.properties().get(Marks.BAKE)).orElse("none");
    }
}
