package io.bakehouse.openstack;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an OpenStack project that Bakehouse uses. Every method is one look or one write, answers within a written
 * time limit, and throws {@link CloudException} with the kind of failure. Reads may be repeated inside; a write that
 * cannot be repeated (a create) is sent once, and when its answer is lost the failure is
 * {@link CloudException.Kind#UNKNOWN_OUTCOME}: look again.
 */
public interface Cloud {

    /** The server, or empty when there is none of that id in the project. */
    @Calls("GET compute/servers/{id}")
    Optional<Server> server(String id);

    /** All servers that the query selects, however many pages that takes. */
    @Calls("GET compute/servers/detail")
    List<Server> servers(ServerQuery query);

    /**
     * Asks for {@code count} equal servers in one request: all of them or none.
     *
     * @param count 1 or more
     */
    @Calls({
        "POST compute/servers",
        "GET compute/flavors/detail",
        "GET network/v2.0/networks",
        "GET compute/os-server-groups"
    })
    void createServers(ServerSpec spec, int count);

    /** Deletes the server; one that is gone already is no error. */
    @Calls("DELETE compute/servers/{id}")
    void deleteServer(String id);

    /**
     * The builders and canaries of all bakes. The one list behind every look at any of them; it may be shared by looks at
     * the same moment.
     */
    @Calls("GET compute/servers/detail")
    default List<Server> serversInFlight() {
        return servers(ServerQuery.builders());
    }

    /**
     * Asks for a server to be stopped; it is stopped when its status is SHUTOFF.
     *
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} while it is busy or not ACTIVE (409)
     */
    @Calls("POST compute/servers/{id}/action")
    void stopServer(String id);

    /** Adds or replaces entries of the server's metadata, leaving the others. */
    @Calls("POST compute/servers/{id}/metadata")
    void markServer(String id, Map<String, String> marks);

    /**
     * Asks for a snapshot of the server's root disk. When that is a volume, Nova makes a snapshot of every volume of the
     * server and answers with an image that is active at once, has no data, and names them: it can be booted when all of
     * {@link Image#volumeSnapshots()} are available, and Nova takes such requests even while another one runs.
     *
     * @param name name of the image; no character outside the Basic Multilingual Plane (Nova answers 400)
     * @param marks properties that the image has from its first instant
     * @return id of the image, which is still {@code queued}
     * @throws CloudException {@link CloudException.Kind#RETRY_LATER} while another snapshot of the server runs (409)
     */
    @Calls("POST compute/servers/{id}/action")
    String createImage(String server, String name, Map<String, String> marks);

    /** Why Nova's last action of that name on the server failed, in its words; empty when it did not or does not say. */
    @Calls({"GET compute/servers/{id}/os-instance-actions", "GET compute/servers/{id}/os-instance-actions/{request}"})
    Optional<String> failureOf(String server, String action);

    /** What the project may still create and already has. */
    @Calls("GET compute/limits")
    Limits limits();

    /** The image, or empty when there is none of that id that the project can see. */
    @Calls("GET image/v2/images/{id}")
    Optional<Image> image(String id);

    /** All images that the query selects, however many pages that takes. */
    @Calls("GET image/v2/images")
    List<Image> images(ImageQuery query);

    /**
     * All images that can be booted from, of every project that shows them: public ones, our own, those shared with us.
     * Hidden and community images are not among them.
     *
     * @param filters properties and attributes that all of them have, as Glance filters by them
     */
    @Calls("GET image/v2/images")
    List<Image> bootableImages(Map<String, String> filters);

    /**
     * The candidates: our images that are being made, or made and not yet promoted. The one list behind every look at a
     * snapshot; it may be shared by looks at the same moment.
     */
    @Calls("GET image/v2/images")
    default List<Image> imagesInFlight() {
        return images(ImageQuery.ours().with(Marks.STATE, Marks.STATE_CANDIDATE));
    }

    /** All images of the family that an ordinary list shows, as they are now. */
    @Calls("GET image/v2/images")
    default List<Image> lookAtFamily(String family) {
        return images(ImageQuery.ours().with(Marks.FAMILY, family));
    }

    /**
     * What {@link #lookAtFamily} has shown a moment ago; asks the cloud nothing. Empty when nobody has looked in this
     * process, somebody has taken it already, or the process has changed an image since; other processes may have changed
     * one. So it is only for a step that looks afresh after it has written, and sets right what it finds then.
     */
    @Calls({})
    default Optional<List<Image>> familyJustSeen(String family) {
        return Optional.empty();
    }

    /**
     * Creates a hidden, private image without data that only carries properties.
     *
     * @param id the caller's choice; Glance gives one id once, even after the image was deleted
     * @return false when the id is taken (409)
     */
    @Calls("POST image/v2/images")
    boolean createRecord(String id, String name, Map<String, String> properties);

    /** Applies all changes in one request; the image must exist. */
    @Calls("PATCH image/v2/images/{id}")
    void updateImage(String id, ImageChange change);

    /** Deletes the image; one that is gone already is no error. */
    @Calls("DELETE image/v2/images/{id}")
    void deleteImage(String id);

    /** All volumes of the project; empty, without a request, in a cloud without a volume service. */
    @Calls("GET volume/volumes/detail")
    List<Volume> volumes();

    /** All volume snapshots of the project; empty, without a request, in a cloud without a volume service. */
    @Calls("GET volume/snapshots/detail")
    List<VolumeSnapshot> volumeSnapshots();

    /** Adds or replaces entries of the volume's metadata, leaving the others. */
    @Calls("POST volume/volumes/{id}/metadata")
    void markVolume(String id, Map<String, String> marks);

    /** Adds or replaces entries of the volume snapshot's metadata, leaving the others. */
    @Calls("POST volume/snapshots/{id}/metadata")
    void markVolumeSnapshot(String id, Map<String, String> marks);

    /**
     * Deletes the volume; one that is gone already is no error.
     *
     * @throws CloudException {@link CloudException.Kind#BAD_REQUEST} while it is attached or has snapshots, and in a
     *     cloud without a volume service
     */
    @Calls("DELETE volume/volumes/{id}")
    void deleteVolume(String id);

    /**
     * Deletes the volume snapshot; one that is gone already is no error.
     *
     * @throws CloudException {@link CloudException.Kind#BAD_REQUEST} while it is being made or deleted, and in a cloud
     *     without a volume service
     */
    @Calls("DELETE volume/snapshots/{id}")
    void deleteVolumeSnapshot(String id);
}
