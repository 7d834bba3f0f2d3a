package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the functions of one bake share: its servers, and its end. */
final class Bakes {
    private static final int LONGEST_KEPT_SECONDS = 30 * 86_400;

    private Bakes() {}

    /** Whether the server was made for that bake in that role. */
    static boolean is(Server server, String bake, String role) {
        return server.isOurs()
                && server.metadata().get(Marks.ROLE).equals(role)
                && bake.equals(server.metadata().get(Marks.BAKE));
    }

    /** Those of the servers that were made for that bake in that role and are not leaving, the oldest first. */
    static List<Server> of(List<Server> servers, String bake, String role) {
        return servers.stream()
                .filter(server -> is(server, bake, role) && !server.isLeaving())
                .sorted(Server.SENIORITY)
                .toList();
    }

    /**
     * Ends a bake as failed, lets its servers go, and says so. A builder that its recipe wants to be kept for people is
     * marked with the time until which it stays.
     */
    static List<Event> fail(Cloud cloud, String family, String bake, String image, String words, Instant now) {
        // The reason first: whoever comes after a crash in between finds it written down, and the servers as well.
        List<Event> events = Records.failBake(cloud, family, bake, image, words, now);
        clear(cloud, bake, Optional.of(now));
        return events;
    }

    /**
     * Deletes the builder and the canaries of a bake.
     *
     * @param failedAt when the bake failed, for a builder that may be kept; empty when it went well
     */
    static void clear(Cloud cloud, String bake, Optional<Instant> failedAt) {
        List<Server> servers = cloud.servers(ServerQuery.bake(bake));
        // Their marks were read by the list right before.
        of(servers, bake, Marks.ROLE_CANARY).forEach(server -> cloud.deleteServer(server.id()));
        for (Server builder : of(servers, bake, Marks.ROLE_BUILDER)) {
            Instant until =
                    failedAt.map(at -> at.plusSeconds(keepSeconds(builder))).orElse(Instant.MIN);
            if (failedAt.isPresent() && until.isAfter(failedAt.get())) {
                cloud.markServer(builder.id(), Map.of(Marks.KEEP_UNTIL, until.toString()));
            } else {
                cloud.deleteServer(builder.id());
            }
        }
    }

    /** Whether there is an image of the bake that somebody can see. */
    static boolean isBaked(Cloud cloud, String bake) {
        return cloud.images(ImageQuery.ours().with(Marks.BAKE, bake)).stream().anyMatch(Image::isOurs);
    }

    /** Deletes a server of the bake, after its marks were read once more. */
    static void delete(Cloud cloud, String server, String bake) {
        cloud.server(server)
                .filter(now -> now.isOurs() && now.mark(Marks.BAKE).equals(Optional.of(bake)))
                .ifPresent(now -> cloud.deleteServer(now.id()));
    }

    /** Whether a person may still look into this builder of a failed bake. */
    static boolean isKept(Server server, Instant now) {
        return server.time(Marks.KEEP_UNTIL).filter(now::isBefore).isPresent();
    }

    /** The image's bake, family and estimate as an event's data tells them. */
    static Optional<Image> find(List<Image> images, String id) {
        return images.stream()
                .filter(image -> image.isOurs() && image.id().equals(id))
                .findFirst();
    }

    private static long keepSeconds(Server builder) {
        String seconds = builder.mark(Marks.KEEP_SECONDS).orElse("");
        return seconds.matches("[0-9]{1,8}") ? Math.min(Long.parseLong(seconds), LONGEST_KEPT_SECONDS) : 0;
    }
}
