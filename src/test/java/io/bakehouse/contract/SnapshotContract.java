package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of the contract about images made of servers. */
public abstract class SnapshotContract extends CloudContract {

    @Test
    void marksAreThereWhileTheImageIsUnderWay() {
        Server server = active(faulty(CloudFault.SNAPSHOT_IS_SLOW));
        String id = snapshot(server);

        Image image = cloud.image(id).orElseThrow();
        assertThat(image.status().isUnderWay()).isTrue();
        assertThat(image.name()).isEqualTo(run);
        assertThat(image.isOurs()).isTrue();
        assertThat(image.properties()).containsAllEntriesOf(imageMarks(server));
        assertThat(cloud.images(new ImageQuery(false, Map.of(Marks.FAMILY, run))))
                .extracting(Image::id)
                .containsExactly(id);
    }

    @Test
    void theImageBecomesActiveAndTellsOfItsServer() {
        Server server = active();
        Image image = activeImage(snapshot(server));

        assertThat(image.size()).isPositive();
        assertThat(image.checksum()).matches("[0-9a-f]{32}");
        assertThat(image.visibility()).isEqualTo("private");
        assertThat(image.hidden()).isFalse();
        assertThat(image.protect()).isFalse();
        assertThat(image.properties()).containsEntry("instance_uuid", server.id());
        assertThat(image.properties()).containsAllEntriesOf(imageMarks(server));
        assertThat(image.isOurs()).isTrue();
        until(
                "the server is free again",
                () -> cloud.server(server.id()).orElseThrow(),
                seen -> seen.status() == ServerStatus.ACTIVE && seen.taskState() == null);
        assertThat(cloud.failureOf(server.id(), "createImage")).isEmpty();
    }

    @Test
    void aSnapshotOfWhatBootedFromAnImageOfOursCarriesItsMarksButIsNotOurs() {
        Image ours = activeImage(snapshot(active()));
        cloud.servers(tagged()).forEach(server -> cloud.deleteServer(server.id()));
        until("no server is left", () -> cloud.servers(tagged()), List::isEmpty);
        ServerSpec child = new ServerSpec(
                run + "-child",
                ours.id(),
                bench.flavor(),
                bench.network(),
                null,
                List.of(),
                null,
                null,
                Map.of(),
                List.of(run));
        Server server = active(child);

        Image foreign = activeImage(willDelete(cloud.createImage(server.id(), run + "-saved", Map.of())));

        assertThat(foreign.mark(Marks.FAMILY)).contains(run);
        assertThat(foreign.isOurs()).isFalse();
    }

    @Test
    void aSecondSnapshotHasToWaitForTheFirst() {
        Server server = active(faulty(CloudFault.SNAPSHOT_IS_SLOW));
        String first = snapshot(server);

        assertThat(failure(() -> cloud.createImage(server.id(), run + "-second", imageMarks(server)))
                        .kind())
                .isEqualTo(Kind.RETRY_LATER);
        assertThat(cloud.image(first))
                .map(Image::status)
                .get()
                .extracting(ImageStatus::isUnderWay)
                .isEqualTo(true);
    }

    @Test
    void theImageOfAFailedSnapshotVanishesAndTheServerSaysSo() {
        Server server = active(faulty(CloudFault.SNAPSHOT_FAILS));
        String id = snapshot(server);

        until("the image is gone", () -> cloud.image(id), Optional::isEmpty);
        Optional<String> failure =
                until("Nova says so", () -> cloud.failureOf(server.id(), "createImage"), Optional::isPresent);
        assertThat(failure.orElseThrow()).isNotBlank().doesNotContain("\n");
        assertThat(cloud.failureOf(server.id(), "create")).isEmpty();
        assertThat(cloud.failureOf(server.id(), "rebuild")).isEmpty();
        Server after = until(
                "the server is free again",
                () -> cloud.server(server.id()).orElseThrow(),
                seen -> seen.taskState() == null);
        assertThat(after.status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(after.fault()).isNull();
    }

    @Test
    void aHiddenImageIsNotAmongThoseToBootFrom() {
        Image ours = activeImage(snapshot(active()));
        Map<String, String> family = Map.of(Marks.FAMILY, run);

        assertThat(cloud.bootableImages(family)).extracting(Image::id).containsExactly(ours.id());
        assertThat(cloud.bootableImages(Map.of("name", run)))
                .extracting(Image::id)
                .containsExactly(ours.id());
        assertThat(cloud.bootableImages(Map.of(Marks.FAMILY, run, Marks.STATE, Marks.STATE_CURRENT)))
                .isEmpty();
        cloud.updateImage(ours.id(), ImageChange.mark(Map.of()).hide(true));
        assertThat(cloud.bootableImages(family)).isEmpty();
    }

    @Test
    void aNameWithQuotesArrivesAsItIs() {
        String odd = run + " \"quoted\" {a} \\ ü 50%+1";
        Server server = active();
        String id = willDelete(cloud.createImage(server.id(), odd, imageMarks(server)));

        assertThat(cloud.image(id).orElseThrow().name()).isEqualTo(odd);
    }

    @Test
    void aNameOutsideTheBasicMultilingualPlaneIsABadRequest() {
        Server server = active();

        assertThat(failure(() -> cloud.createImage(server.id(), run + " \uD83C\uDF5E", Map.of()))
                        .kind())
                .isEqualTo(Kind.BAD_REQUEST);
    }

    @Test
    void anImageUnderWayCanBeDeleted() {
        Server server = active(faulty(CloudFault.SNAPSHOT_IS_SLOW));
        String id = snapshot(server);

        cloud.deleteImage(id);
        assertThat(cloud.image(id)).isEmpty();
    }

    @Test
    void aServerOfAnImageSnapshotIsToldByItsImage() {
        Image ours = activeImage(snapshot(active()));
        cloud.createServers(
                new ServerSpec(
                        run + "-boot",
                        ours.id(),
                        bench.flavor(),
                        bench.network(),
                        null,
                        List.of(),
                        null,
                        null,
                        Map.of(),
                        List.of(run)),
                1);

        List<Server> servers = cloud.servers(new ServerQuery(run, run + "-boot"));
        assertThat(servers).extracting(Server::image).containsExactly(ours.id());
    }
}
