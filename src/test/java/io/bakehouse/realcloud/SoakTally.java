package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.program.Ends;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what was accepted with what was announced, and both with what the cloud itself says that it has. */
final class SoakTally {
    private static final int PAGE = 1_000;

    private final Project project;
    private final Ends ends;
    private final Recipes recipes;
    private final List<PuppetRun> runs;
    /** Batches that were accepted, each with its size. */
    private final Map<String, Integer> batches = new TreeMap<>();
    /** Whatever the project had before. */
    private final Set<String> before = new HashSet<>();

    SoakTally(Project project, Ends ends, Recipes recipes, List<PuppetRun> runs)
            throws IOException, InterruptedException {
        this.project = project;
        this.ends = ends;
        this.recipes = recipes;
        this.runs = runs;
        before.addAll(listed("compute", "/servers/detail", "servers"));
        before.addAll(listed("image", "/images", "images"));
    }

    void accepted(String batch, int count) {
        batches.put(batch, count);
    }

    int batches() {
        return batches.size();
    }

    /** How many bakes have ended, in whatever way. */
    long ended() {
        Set<String> ended = ends.all().stream().map(Ends.End::subject).collect(Collectors.toSet());
        return bakes().stream().filter(ended::contains).count();
    }

    /** What is not yet as it shall be, in words; empty in the end. */
    List<String> open() {
        List<String> open = new ArrayList<>();
        Set<String> ended = ends.all().stream().map(Ends.End::subject).collect(Collectors.toSet());
        bakes().stream().filter(bake -> !ended.contains(bake)).forEach(bake -> open.add("no end of bake " + bake));
        batches.keySet().stream()
                .filter(batch -> !ended.contains(batch))
                .forEach(batch -> open.add("no end of batch " + batch));
        for (Image record : records()) {
            if (record.has(Marks.STATE, Marks.STATE_OPEN)) {
                open.add("open record " + record.name());
            }
        }
        for (Image image : images()) {
            if (image.has(Marks.STATE, Marks.STATE_CANDIDATE) || image.status() != ImageStatus.ACTIVE) {
                open.add("image " + image.id() + " is " + image.status() + ", "
                        + image.mark(Marks.STATE).orElse("of no state"));
            }
        }
        servers().forEach((batch, servers) -> {
            if (servers.size() != wanted(batch)) {
                open.add(servers.size() + " servers of batch " + batch + ", not " + wanted(batch));
            }
        });
        return open;
    }

    /** In one line. */
    String line() {
        int servers = servers().values().stream().mapToInt(List::size).sum();
        return runs.size() + " webhooks accepted: " + count(EventType.IMAGE_PROMOTED) + " bakes promoted, "
                + count(EventType.IMAGE_SUPERSEDED) + " superseded, " + count(EventType.BAKE_FAILED) + " failed; "
                + batches.size() + " batches accepted: " + count(EventType.BATCH_READY) + " ready, "
                + count(EventType.BATCH_FAILED) + " failed; " + images().size() + " images, " + servers + " servers, "
                + orphans().size() + " orphans, " + duplicates().size() + " duplicates; " + ends.received()
                + " notifications of " + ends.all().size() + " events";
    }

    private int count(EventType type) {
        return ends.of(type).size();
    }

    /** Everything at once. */
    void check() throws IOException, InterruptedException {
        assertThat(open()).isEmpty();
        assertThat(orphans()).as("nothing explains them").isEmpty();
        assertThat(duplicates()).isEmpty();
        List<String> subjects = ends.all().stream().map(Ends.End::subject).toList();
        assertThat(subjects).as("each accepted webhook and command has one end").doesNotHaveDuplicates();
        assertThat(subjects).containsAll(bakes()).containsAll(batches.keySet());
        checkNames();
        checkTheCloudsOwnLists();
    }

    private void checkNames() {
        Map<String, List<Image>> named =
                images().stream().filter(image -> image.name() != null).collect(Collectors.groupingBy(Image::name));
        for (String family : recipes.families()) {
            assertThat(named.getOrDefault(family, List.of()))
                    .as("images called %s", family)
                    .hasSize(1)
                    .allMatch(image -> image.has(Marks.STATE, Marks.STATE_CURRENT));
        }
    }

    /** Asked without anything of the program between: all that is new is ours, or the servers that people booted. */
    private void checkTheCloudsOwnLists() throws IOException, InterruptedException {
        Set<String> known = new HashSet<>(before);
        images().forEach(image -> known.add(image.id()));
        records().forEach(record -> known.add(record.id()));
        servers().values().forEach(some -> some.forEach(server -> known.add(server.id())));
        project.cloud.servers(project.made()).forEach(server -> known.add(server.id()));
        Set<String> unknown = new TreeSet<>(listed("compute", "/servers/detail", "servers"));
        unknown.addAll(listed("image", "/images", "images"));
        unknown.addAll(listed("image", "/images?os_hidden=true", "images"));
        unknown.removeAll(known);
        assertThat(unknown).as("servers and images that nothing explains").isEmpty();
    }

    private List<String> listed(String service, String path, String list) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String marker = "";
        JsonNode page;
        do {
            page = project.api
                    .get(service, path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + marker)
                    .path(list);
            page.forEach(one -> ids.add(one.path("id").asText()));
            marker = page.isEmpty()
                    ? ""
                    : "&marker=" + page.get(page.size() - 1).path("id").asText();
        } while (!page.isEmpty());
        return ids;
    }

    /** Images of no bake that was accepted, or of one that failed, and servers of no batch that was. */
    private List<String> orphans() {
        Set<String> failed =
                ends.of(EventType.BAKE_FAILED).stream().map(Ends.End::subject).collect(Collectors.toSet());
        Set<String> wanted = new HashSet<>(bakes());
        wanted.removeAll(failed);
        List<String> orphans = new ArrayList<>();
        images().stream()
                .filter(image -> !wanted.contains(image.mark(Marks.BAKE).orElse("")))
                .forEach(image -> orphans.add("image " + image.id() + " " + image.name()));
        servers().entrySet().stream()
                .filter(batch -> wanted(batch.getKey()) == 0)
                .forEach(batch -> orphans.add(batch.getValue().size() + " servers of " + batch.getKey()));
        return orphans;
    }

    /** Bakes with more than one image. */
    private List<String> duplicates() {
        return images().stream()
                .collect(Collectors.groupingBy(image -> image.mark(Marks.BAKE).orElse(""), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(bake -> bake.getValue() > 1)
                .map(bake -> bake.getValue() + " images of " + bake.getKey())
                .toList();
    }

    /** How many servers the batch shall have now. */
    private int wanted(String batch) {
        boolean failed = ends.of(EventType.BATCH_FAILED).stream()
                .anyMatch(end -> end.subject().equals(batch));
        return failed ? 0 : batches.getOrDefault(batch, 0);
    }

    private Set<String> bakes() {
        return runs.stream()
                .map(run -> run.bake(recipes.covering(run.server()).get(0)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Image> images() {
        return recipes.families().stream()
                .flatMap(family -> project.images(family).stream())
                .toList();
    }

    private List<Image> records() {
        return project.cloud.images(ImageQuery.records()).stream()
                .filter(record -> !before.contains(record.id()))
                .toList();
    }

    private Map<String, List<Server>> servers() {
        return project.cloud.servers(ServerQuery.ours()).stream()
                .filter(server -> !before.contains(server.id()))
                .collect(
                        Collectors.groupingBy(server -> server.mark(Marks.BATCH).orElse("none")));
    }
}
