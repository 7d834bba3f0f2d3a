package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import jakarta.inject.Singleton;
import java.util.List;

/** The verified images that wait for somebody's word, and how that word is passed on. */
@Singleton
public class Pending {
    private final Cloud cloud;

    public Pending(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Gives the word on the image of that bake.
     *
     * @param cause the request: another one is heard as well, for the first may have ended as a dead letter
     */
    Command.Done say(String command, String bake, ImageVerified.Verdict verdict, String cause) {
        Image image = cloud.images(ImageQuery.ours().with(Marks.BAKE, bake)).stream()
                .filter(found -> found.isOurs() && found.isVerified())
                .findFirst()
                .orElseThrow(() -> CommandException.unknown(
                        "no image of a bake '" + bake + "' waits for approval: GET /bakes shows those that do"));
        ImageReady ready = new ImageReady(
                image.mark(Marks.FAMILY).orElseThrow(),
                bake,
                image.id(),
                image.time(Marks.READY_AT).orElse(image.updatedAt()),
                image.number(Marks.SNAPSHOT_SECONDS).orElse(1));
        Event event = Event.of(EventType.IMAGE_VERIFIED, new ImageVerified(ready, true, verdict), verdict, cause);
        String words = "image " + image.id() + " of '" + ready.family() + "' will be "
                + (verdict.approved() ? "promoted" : "rejected");
        return new Command.Done(command, bake, "/bakes/" + bake, words, List.of(event));
    }
}
