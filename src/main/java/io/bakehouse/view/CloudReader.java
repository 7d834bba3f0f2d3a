package io.bakehouse.view;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads bakes, images and batches from the cloud's marks, newest first, with at most three list calls each. */
@Singleton
public class CloudReader {
    private static final Comparator<Image> NEWEST = Image.SENIORITY.reversed();

    private final Cloud cloud;

    public CloudReader(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The bakes of the family, or of all. */
    public List<BakeView> bakes(Optional<String> family, int limit) {
        return bakes(
                images(narrowed(ImageQuery.ours(), family)), records(narrowed(ImageQuery.records(), family)), limit);
    }

    public Optional<BakeView> bake(String id) {
        List<Image> images = images(ImageQuery.ours().with(Marks.BAKE, id));
        List<Image> record = cloud.image(Ids.record("bake", id)).filter(Image::isRecord).stream()
                .toList();
        return bakes(images, record, 1).stream().findFirst();
    }

    /** Our images of the family, or of all. */
    public List<ImageView> images(Optional<String> family, int limit) {
        return images(narrowed(ImageQuery.ours(), family)).stream()
                .sorted(NEWEST)
                .limit(limit)
                .map(ImageView::of)
                .toList();
    }

    /** The batches of the family, or of all, without their servers. */
    public List<BatchView> batches(Optional<String> family, int limit) {
        return records(narrowed(ImageQuery.records(), family)).stream()
                .filter(record -> record.mark(Marks.BATCH).isPresent() && !RolloutView.isRollout(record))
                .sorted(NEWEST)
                .limit(limit)
                .map(BatchView::of)
                .toList();
    }

    /** The batch with at most so many of its servers. */
    public Optional<BatchView> batch(String id, int limit) {
        return cloud.image(Ids.record("batch", id))
                .filter(record -> record.isRecord() && record.has(Marks.BATCH, id))
                .map(record -> BatchView.of(record, servers(id), limit));
    }

    /** The rollouts of the family, or of all, without their servers. */
    public List<RolloutView> rollouts(Optional<String> family, int limit) {
        return records(narrowed(ImageQuery.records(), family)).stream()
                .filter(RolloutView::isRollout)
                .sorted(NEWEST)
                .limit(limit)
                .map(RolloutView::of)
                .toList();
    }

    /** The rollout with at most so many of the servers that it made. */
    public Optional<RolloutView> rollout(String id, int limit) {
        return cloud.image(Ids.record("rollout", id))
                .filter(record -> record.isRecord() && record.has(Marks.ROLLOUT, id))
                .map(record -> RolloutView.of(record, servers(id), limit));
    }

    private List<Server> servers(String batch) {
        return cloud.servers(ServerQuery.batch(batch)).stream()
                .filter(server ->
                        server.isOurs() && batch.equals(server.metadata().get(Marks.BATCH)))
                .toList();
    }

    private static List<BakeView> bakes(List<Image> images, List<Image> records, int limit) {
        Map<String, Image> imageOf = byBake(images, BinaryOperator.minBy(Image.SENIORITY));
        Map<String, Image> recordOf = byBake(records, BinaryOperator.minBy(Image.SENIORITY));
        return Stream.concat(images.stream(), records.stream())
                .filter(object -> object.mark(Marks.BAKE).isPresent())
                .sorted(NEWEST)
                .map(object -> object.mark(Marks.BAKE).orElseThrow())
                .distinct()
                .limit(limit)
                .map(bake ->
                        BakeView.of(Optional.ofNullable(recordOf.get(bake)), Optional.ofNullable(imageOf.get(bake))))
                .toList();
    }

    private static Map<String, Image> byBake(List<Image> objects, BinaryOperator<Image> winner) {
        return objects.stream()
                .filter(object -> object.mark(Marks.BAKE).isPresent())
                .collect(
                        Collectors.toMap(object -> object.mark(Marks.BAKE).orElseThrow(), Function.identity(), winner));
    }

    private List<Image> images(ImageQuery query) {
        return cloud.images(query).stream()
                .filter(image -> image.isOurs() && !image.isRecord())
                .toList();
    }

    private List<Image> records(ImageQuery query) {
        return cloud.images(query).stream().filter(Image::isRecord).toList();
    }

    private static ImageQuery narrowed(ImageQuery query, Optional<String> family) {
        return family.map(name -> query.with(Marks.FAMILY, name)).orElse(query);
    }
}
