package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which images of ours come from which: a bake's image carries the id of the image that its server was booted from. */
final class Lineage {
    private Lineage() {}

    /** The image and all that come from it, generation after generation, each once. */
    static List<Image> from(Image image, Collection<Image> images) {
        Map<String, List<Image>> children = images.stream()
                .filter(one ->
                        one.isOurs() && !one.isRecord() && one.mark(Marks.BASE).isPresent())
                .sorted(Image.SENIORITY)
                .collect(Collectors.groupingBy(one -> one.mark(Marks.BASE).orElseThrow()));
        List<Image> line = new ArrayList<>(List.of(image));
        Set<String> seen = new HashSet<>(Set.of(image.id()));
        for (int i = 0; i < line.size(); i++) {
            for (Image child : children.getOrDefault(line.get(i).id(), List.of())) {
                if (seen.add(child.id())) {
                    line.add(child);
                }
            }
        }
        return List.copyOf(line);
    }
}
