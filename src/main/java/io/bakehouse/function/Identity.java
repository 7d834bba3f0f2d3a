package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The gate that keeps clones out: a server of its own has SSH host keys and a machine id of its own, so a canary whose
 * identity is that of its builder, or of an earlier canary, was booted from an image that was not generalized.
 */
final class Identity {
    /** Most parts that one mark holds: four host keys and a machine id, and some to spare. */
    private static final int MOST = 9;

    private Identity() {}

    /** The parts in the mark and the given ones, each once. */
    static String join(String mark, Collection<String> more) {
        Set<String> parts = new LinkedHashSet<>(split(mark));
        parts.addAll(more);
        return String.join(",", parts.stream().limit(MOST).toList());
    }

    static List<String> split(String mark) {
        return mark.isEmpty() ? List.of() : List.of(mark.split(","));
    }

    /**
     * Why the canary is no machine of its own, or empty when it is, or does not say.
     *
     * @param canary what the canary reported
     * @param candidate the image that it was booted from
     * @param family all images of the family, for what was reported to earlier bakes
     */
    static Optional<String> clash(List<String> canary, Image candidate, List<Image> family) {
        List<Image> images = new ArrayList<>(List.of(candidate));
        family.stream().filter(image -> !image.id().equals(candidate.id())).forEach(images::add);
        for (Image image : images) {
            for (String mark : List.of(Marks.IDENTITY, Marks.CANARY_IDENTITY)) {
                List<String> known = split(image.mark(mark).orElse(""));
                Optional<String> equal = canary.stream().filter(known::contains).findFirst();
                if (equal.isPresent()) {
                    String whose = mark.equals(Marks.IDENTITY) ? "the builder" : "an earlier canary";
                    String bake = image.mark(Marks.BAKE).orElse("?");
                    return Optional.of("the canary has the same " + kind(equal.get()) + " as " + whose + " of bake "
                            + bake + ": let the user data remove SSH host keys, machine-id and cloud-init's state"
                            + " before the snapshot");
                }
            }
        }
        return Optional.empty();
    }

    private static String kind(String part) {
        return part.startsWith("machine:")
                ? "machine id"
                : "SSH host key (" + part.substring(0, part.indexOf(':')) + ")";
    }
}
