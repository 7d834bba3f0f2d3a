package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The part of the contract about images and records as such. */
public abstract class ImageContract extends CloudContract {

    private Map<String, String> recordMarks() {
        return Map.of(Marks.ROLE, Marks.ROLE_RECORD, Marks.FAMILY, run, Marks.STATE, Marks.STATE_OPEN);
    }

    private String newRecord() {
        String id = newId();
        assertThat(cloud.createRecord(id, run, recordMarks())).isTrue();
        return id;
    }

    private ImageQuery mine(boolean hidden) {
        return new ImageQuery(hidden, Map.of(Marks.FAMILY, run));
    }

    @Test
    void aRecordIsAHiddenPrivateQueuedImage() {
        String id = newRecord();

        Image image = cloud.image(id).orElseThrow();
        assertThat(image.isRecord()).isTrue();
        assertThat(image.name()).isEqualTo(run);
        assertThat(image.status()).isEqualTo(ImageStatus.QUEUED);
        assertThat(image.hidden()).isTrue();
        assertThat(image.visibility()).isEqualTo("private");
        assertThat(image.size()).isZero();
        assertThat(image.checksum()).isNull();
        assertThat(image.properties()).isEqualTo(recordMarks());
        assertThat(cloud.images(mine(true))).containsExactly(image);
        assertThat(cloud.images(mine(false))).isEmpty();
    }

    @Test
    void anIdIsGivenOnceEvenAfterDeletion() {
        String id = newRecord();

        assertThat(cloud.createRecord(id, run + "-second", Map.of())).isFalse();
        assertThat(cloud.image(id)).map(Image::name).contains(run);
        cloud.deleteImage(id);
        assertThat(cloud.image(id)).isEmpty();
        assertThat(cloud.createRecord(id, run, recordMarks())).isFalse();
        assertThat(cloud.images(mine(true))).isEmpty();
    }

    @Test
    void aChangeAddsRenamesAndHidesAtOnce() {
        String id = newRecord();

        cloud.updateImage(
                id,
                ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_READY, "new/key~1", "a \"value\" ü"))
                        .rename("renamed " + run)
                        .hide(false));

        Image image = cloud.image(id).orElseThrow();
        assertThat(image.name()).isEqualTo("renamed " + run);
        assertThat(image.hidden()).isFalse();
        assertThat(image.properties())
                .containsEntry(Marks.STATE, Marks.STATE_READY)
                .containsEntry("new/key~1", "a \"value\" ü")
                .containsEntry(Marks.FAMILY, run);
        assertThat(cloud.images(mine(false))).extracting(Image::id).containsExactly(id);

        cloud.updateImage(id, ImageChange.mark(Map.of()).hide(true));
        assertThat(cloud.images(mine(true))).extracting(Image::id).containsExactly(id);
    }

    @Test
    void aChangeMayBeRepeated() {
        String id = newRecord();
        ImageChange change = ImageChange.mark(Map.of("again", "1")).rename(run + "-again");

        cloud.updateImage(id, change);
        cloud.updateImage(id, change);

        assertThat(cloud.image(id).orElseThrow().properties()).containsEntry("again", "1");
    }

    @Test
    void listsByPropertiesThatAllHold() {
        String one = newRecord();
        String other = newRecord();
        cloud.updateImage(other, ImageChange.mark(Map.of(Marks.CAUSE, "puppet:a,b=c&d \"e\" in:x ü")));

        assertThat(cloud.images(mine(true))).extracting(Image::id).containsExactlyInAnyOrder(one, other);
        assertThat(cloud.images(mine(true).with(Marks.CAUSE, "puppet:a,b=c&d \"e\" in:x ü")))
                .extracting(Image::id)
                .containsExactly(other);
        assertThat(cloud.images(mine(true).with(Marks.CAUSE, "puppet:a"))).isEmpty();
        assertThat(cloud.images(mine(true).with("bakehouse_nothing", "x"))).isEmpty();
    }

    @Test
    void aListIsWholeHoweverManyPagesItHas() {
        List<String> ids = List.of(newRecord(), newRecord(), newRecord(), newRecord(), newRecord());

        assertThat(bench.small().images(mine(true)))
                .extracting(Image::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void imagesOfOthersAreSeenButNotListed() {
        Image base = cloud.image(bench.baseImage()).orElseThrow();

        assertThat(base.status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(base.isOurs()).isFalse();
        assertThat(cloud.images(new ImageQuery(false, Map.of())))
                .extracting(Image::owner)
                .doesNotContain(base.owner());
        assertThat(failure(() -> cloud.updateImage(base.id(), ImageChange.mark(Map.of("x", "y"))))
                        .kind())
                .isEqualTo(Kind.NOT_OURS);
        assertThat(failure(() -> cloud.deleteImage(base.id())).kind()).isEqualTo(Kind.NOT_OURS);
    }

    @Test
    void publicImagesOfOthersCanBeBootedFromAndRecordsCannot() {
        Image base = cloud.image(bench.baseImage()).orElseThrow();
        newRecord();

        assertThat(cloud.bootableImages(Map.of())).extracting(Image::id).contains(base.id());
        assertThat(cloud.bootableImages(Map.of("name", base.name())))
                .contains(base)
                .extracting(Image::name)
                .containsOnly(base.name());
        assertThat(cloud.bootableImages(Map.of("name", base.name(), "visibility", "public")))
                .contains(base);
        assertThat(cloud.bootableImages(Map.of("name", base.name(), "visibility", "private")))
                .doesNotContain(base);
        assertThat(cloud.bootableImages(Map.of(Marks.FAMILY, run))).isEmpty();
        assertThat(cloud.bootableImages(Map.of("name", run))).isEmpty();
        assertThat(bench.small().bootableImages(Map.of()))
                .extracting(Image::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        cloud.bootableImages(Map.of()).stream().map(Image::id).toList());
    }

    @Test
    void anotherProjectSeesNothingAndCannotTakeTheId() {
        Optional<Cloud> stranger = bench.stranger();
        Assumptions.assumeTrue(stranger.isPresent(), "there is no second project");
        String id = newRecord();

        assertThat(stranger.get().image(id)).isEmpty();
        assertThat(stranger.get().images(mine(true))).isEmpty();
        assertThat(stranger.get().createRecord(id, run, Map.of())).isFalse();
        assertThat(failure(() -> stranger.get().updateImage(id, ImageChange.mark(Map.of("x", "y"))))
                        .kind())
                .isEqualTo(Kind.GONE);
        stranger.get().deleteImage(id);
        assertThat(cloud.image(id)).isPresent();
    }

    @Test
    void deletingTwiceIsNoError() {
        String id = newRecord();

        cloud.deleteImage(id);
        cloud.deleteImage(id);
        assertThat(cloud.image(id)).isEmpty();
    }

    @Test
    void unknownImagesAreEmptyOrGone() {
        String unknown = UUID.randomUUID().toString();

        for (String id : List.of(unknown, "no-uuid", "../servers", "a b/c?d", "")) {
            assertThat(cloud.image(id)).isEmpty();
            cloud.deleteImage(id);
            assertThat(failure(() -> cloud.updateImage(id, ImageChange.mark(Map.of("a", "b"))))
                            .kind())
                    .isEqualTo(Kind.GONE);
        }
    }

    @Test
    void anIdThatIsNoUuidIsABadRequest() {
        assertThat(failure(() -> cloud.createRecord("not a uuid", run, Map.of()))
                        .kind())
                .isEqualTo(Kind.BAD_REQUEST);
    }

    @Test
    void aLongValueArrivesWhole() {
        String id = newRecord();
        String value = "x".repeat(Marks.LONGEST_VALUE - 1) + "ü";

        cloud.updateImage(id, ImageChange.mark(Map.of(Marks.REASON, value)));

        assertThat(cloud.image(id).orElseThrow().mark(Marks.REASON)).contains(value);
    }
}
