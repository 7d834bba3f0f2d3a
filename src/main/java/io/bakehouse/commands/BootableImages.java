package io.bakehouse.commands;

import io.bakehouse.command.CommandException;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The image that a command means. */
@Singleton
public class BootableImages {
    private final Cloud cloud;

    public BootableImages(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The family's image of that id, or its current one; else a problem that says what to do. */
    Image of(String family, Optional<String> id) {
        return id.map(text -> named(family, text)).orElseGet(() -> current(family));
    }

    private Image current(String family) {
        return cloud
                .images(ImageQuery.ours().with(Marks.FAMILY, family).with(Marks.STATE, Marks.STATE_CURRENT))
                .stream()
                .filter(image -> isBootable(image, family))
                .max(Image.RANK)
                .orElseThrow(
                        () -> CommandException.conflict("'" + family + "' has no current image yet: bake one first"));
    }

    private Image named(String family, String id) {
        Optional<Image> found = cloud.image(id);
        if (found.filter(Image::isRevoked).isPresent()) {
            String why = found.get().mark(Marks.REASON).orElse("nobody said why");
            throw CommandException.conflict("the image " + id + " was revoked and is not booted any more: " + why);
        }
        return found.filter(image -> isBootable(image, family))
                .orElseThrow(() ->
                        CommandException.unknown("'" + family + "' has no image '" + id + "' that can be booted"));
    }

    private static boolean isBootable(Image image, String family) {
        return image.isOurs()
                && !image.isRecord()
                && !image.isRevoked()
                && image.has(Marks.FAMILY, family)
                && image.status() == ImageStatus.ACTIVE;
    }
}
