package io.bakehouse.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Guesses which of the known names somebody meant. */
public final class NearestName {
    private static final int FARTHEST = 3;
    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance(FARTHEST);

    private NearestName() {}

    /** The known name at an edit distance of 3 or less, and of less than the written name's length. */
    public static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) < Math.min(FARTHEST + 1, written.length()))
                .min(Comparator.comparing((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String written, String name) {
        int distance = DISTANCE.apply(written, name);
        return distance < 0 ? Integer.MAX_VALUE : distance;
    }
}
