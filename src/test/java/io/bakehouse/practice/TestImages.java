package io.bakehouse.practice;

import java.util.Map;

/** What only an operator of a cloud can do to its images. */
public final class TestImages {
    private TestImages() {}

    /** The image stands for other data from now on. */
    public static void replaceData(PracticeModel model, String id, String checksum) {
        ImageDoc image = model.images().find(id).orElseThrow();
        model.images()
                .put(image.with(Map.of("checksum", checksum), model.clock().instant()));
    }
}
