package io.bakehouse.openstack;

import io.bakehouse.model.Image;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A cloud whose lists of the images and servers in flight are shared by all who look at the same moment: two hundred bakes that wait
 * cost one list call a look, not two hundred. What a look at a family shows is kept for a moment for whoever asks for just
 * that. Everything else goes through untouched; a look that failed is not shared.
 */
public final class SharedLooks implements Cloud {
    /** How old an answer may be: less than the shortest time between two looks at one snapshot. */
    static final Duration FRESH = Duration.ofMillis(200);

    /** One list, fetched by one at a time: whoever comes while it is being fetched waits for it and shares it. */
    private final class Shared<T> {
        private final Supplier<List<T>> fetch;
        private Instant at;
        private List<T> answer;

        Shared(Supplier<List<T>> fetch) {
            this.fetch = fetch;
        }

        synchronized List<T> get() {
            Instant now = clock.instant();
            if (at == null || Duration.between(at, now).abs().compareTo(FRESH) >= 0) {
                answer = fetch.get();
                at = clock.instant();
            }
            return answer;
        }
    }

    private final Cloud cloud;
    private final InstantSource clock;
    private final Shared<Image> images;
    private final Shared<Server> servers;
    private final Shared<VolumeSnapshot> snapshots;
    private final JustSeen seen;

    public SharedLooks(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
        this.images = new Shared<>(cloud::imagesInFlight);
        this.servers = new Shared<>(cloud::serversInFlight);
        this.snapshots = new Shared<>(cloud::volumeSnapshots);
        this.seen = new JustSeen(clock);
    }

    @Override
    public List<Image> imagesInFlight() {
        return images.get();
    }

    @Override
    public List<Server> serversInFlight() {
        return servers.get();
    }

    @Override
    public List<Image> lookAtFamily(String family) {
        return seen.look(family, () -> cloud.lookAtFamily(family));
    }

    @Override
    public Optional<List<Image>> familyJustSeen(String family) {
        return seen.take(family);
    }

    /** Whatever becomes of a change, what was seen before it is old. */
    private <T> T creating(Supplier<T> create) {
        try {
            return create.get();
        } finally {
            seen.changed();
        }
    }

    private void changing(Runnable change) {
        try {
            change.run();
        } finally {
            seen.changed();
        }
    }

    @Override
    public void stopServer(String id) {
        cloud.stopServer(id);
    }

    @Override
    public List<Image> bootableImages(Map<String, String> filters) {
        return cloud.bootableImages(filters);
    }

    @Override
    public Optional<Server> server(String id) {
        return cloud.server(id);
    }

    @Override
    public List<Server> servers(ServerQuery query) {
        return cloud.servers(query);
    }

    @Override
    public void createServers(ServerSpec spec, int count) {
        cloud.createServers(spec, count);
    }

    @Override
    public void deleteServer(String id) {
        cloud.deleteServer(id);
    }

    @Override
    public void markServer(String id, Map<String, String> marks) {
        cloud.markServer(id, marks);
    }

    @Override
    public String createImage(String server, String name, Map<String, String> marks) {
        return creating(() -> cloud.createImage(server, name, marks));
    }

    @Override
    public Optional<String> failureOf(String server, String action) {
        return cloud.failureOf(server, action);
    }

    @Override
    public Limits limits() {
        return cloud.limits();
    }

    @Override
    public Optional<Image> image(String id) {
        return cloud.image(id);
    }

    @Override
    public List<Image> images(ImageQuery query) {
        return cloud.images(query);
    }

    @Override
    public boolean createRecord(String id, String name, Map<String, String> properties) {
        return creating(() -> cloud.createRecord(id, name, properties));
    }

    @Override
    public void updateImage(String id, ImageChange change) {
        changing(() -> cloud.updateImage(id, change));
    }

    @Override
    public void deleteImage(String id) {
        changing(() -> cloud.deleteImage(id));
    }

    @Override
    public List<Volume> volumes() {
        return cloud.volumes();
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return snapshots.get();
    }

    @Override
    public void markVolume(String id, Map<String, String> marks) {
        cloud.markVolume(id, marks);
    }

    @Override
    public void markVolumeSnapshot(String id, Map<String, String> marks) {
        cloud.markVolumeSnapshot(id, marks);
    }

    @Override
    public void deleteVolume(String id) {
        cloud.deleteVolume(id);
    }

    @Override
    public void deleteVolumeSnapshot(String id) {
        cloud.deleteVolumeSnapshot(id);
    }
}
