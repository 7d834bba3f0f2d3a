package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Images that are being revoked, and what that does to the names of their families. */
record Doomed(List<Image> images) {
    /** Those of the images that are not being revoked. */
    List<Image> staying(List<Image> all) {
        Set<String> going = images.stream().map(Image::id).collect(Collectors.toSet());
        return all.stream().filter(image -> !going.contains(image.id())).toList();
    }

    /** Whether one of them can be seen in lists again. */
    boolean isShown(List<Image> all) {
        List<Image> staying = staying(all);
        return all.stream().anyMatch(image -> !image.hidden() && !staying.contains(image));
    }

    /**
     * Families that lose their current image to this, each with that image. A promotion or rollback may have given it the
     * name after we looked, so its rank tells, not its state: the current image is the first by rank.
     */
    Map<String, Image> lost(List<Image> all) {
        Map<String, Image> lost = new LinkedHashMap<>();
        List<Image> staying = staying(all);
        images.stream()
                .map(image -> image.mark(Marks.FAMILY).orElseThrow())
                .distinct()
                .filter(family -> FamilyName.holders(family, staying).isEmpty())
                .forEach(family -> all.stream()
                        .filter(image -> image.has(Marks.FAMILY, family)
                                && (FamilyName.isNamed(image)
                                        || image.mark(Marks.PROMOTED_AT).isPresent()))
                        .max(Image.RANK)
                        .filter(image -> !staying.contains(image))
                        .ifPresent(image -> lost.put(family, image)));
        return lost;
    }
}
