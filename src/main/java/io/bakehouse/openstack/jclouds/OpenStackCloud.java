package io.bakehouse.openstack.jclouds;

import io.bakehouse.model.Image;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.Limits;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Pause;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A real OpenStack, through jclouds. */
public final class OpenStackCloud implements Cloud, AutoCloseable {
    private final Session session;
    private final Compute compute;
    private final Boot boot;
    private final Images images;
    private final Volumes volumes;

    private OpenStackCloud(Session session, InstantSource clock) {
        this.session = session;
        this.compute = new Compute(session);
        this.boot = new Boot(session, clock);
        this.images = new Images(session);
        this.volumes = new Volumes(session);
    }

    /** Prepares the use of that cloud; nothing is sent before the first call. */
    public static OpenStackCloud connect(CloudConfig config, InstantSource clock, CallListener listener) {
        return connect(config, clock, listener, Pause.SLEEP);
    }

    static OpenStackCloud connect(CloudConfig config, InstantSource clock, CallListener listener, Pause pause) {
        return new OpenStackCloud(new Session(config, clock, listener, pause), clock);
    }

    @Override
    public Optional<Server> server(String id) {
        return PlainId.is(id) ? unlessGone(() -> compute.server(id)) : Optional.empty();
    }

    @Override
    public List<Server> servers(ServerQuery query) {
        return session.call(() -> compute.servers(query));
    }

    @Override
    public void createServers(ServerSpec spec, int count) {
        run(() -> boot.create(spec, count));
    }

    @Override
    public void deleteServer(String id) {
        runUnlessGone(() -> compute.delete(PlainId.require("server", id)));
    }

    @Override
    public void stopServer(String id) {
        run(() -> compute.stop(PlainId.require("server", id)));
    }

    @Override
    public void markServer(String id, Map<String, String> marks) {
        run(() -> compute.mark(PlainId.require("server", id), marks));
    }

    @Override
    public String createImage(String server, String name, Map<String, String> marks) {
        return session.call(() -> compute.createImage(PlainId.require("server", server), name, marks));
    }

    @Override
    public Optional<String> failureOf(String server, String action) {
        return unlessGone(() -> compute.failureOf(PlainId.require("server", server), action))
                .flatMap(words -> words);
    }

    @Override
    public Limits limits() {
        return session.call(compute::limits);
    }

    @Override
    public Optional<Image> image(String id) {
        return PlainId.is(id) ? unlessGone(() -> images.image(id)) : Optional.empty();
    }

    @Override
    public List<Image> images(ImageQuery query) {
        return session.call(() -> images.images(query));
    }

    @Override
    public List<Image> bootableImages(Map<String, String> filters) {
        return session.call(() -> images.bootable(filters));
    }

    @Override
    public boolean createRecord(String id, String name, Map<String, String> properties) {
        return session.call(() -> images.createRecord(id, name, properties));
    }

    @Override
    public void updateImage(String id, ImageChange change) {
        run(() -> images.update(PlainId.require("image", id), change));
    }

    @Override
    public void deleteImage(String id) {
        runUnlessGone(() -> images.delete(PlainId.require("image", id)));
    }

    @Override
    public List<Volume> volumes() {
        return session.call(volumes::volumes);
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return session.call(volumes::snapshots);
    }

    @Override
    public void markVolume(String id, Map<String, String> marks) {
        run(() -> volumes.mark(PlainId.require("volume", id), marks));
    }

    @Override
    public void markVolumeSnapshot(String id, Map<String, String> marks) {
        run(() -> volumes.markSnapshot(PlainId.require("volume snapshot", id), marks));
    }

    @Override
    public void deleteVolume(String id) {
        runUnlessGone(() -> volumes.delete(id));
    }

    @Override
    public void deleteVolumeSnapshot(String id) {
        runUnlessGone(() -> volumes.deleteSnapshot(id));
    }

    /** Builds what can be built without a request, which takes a second that the first call need not wait for. */
    public void prepare() {
        session.prepare();
    }

    /** Lets the token and all connections go, before the process is frozen; the next call makes new ones. */
    public void drop() {
        session.drop();
    }

    @Override
    public void close() {
        session.close();
    }

    private void run(Runnable calls) {
        session.call(() -> {
            calls.run();
            return true;
        });
    }

    private <T> Optional<T> unlessGone(Supplier<T> calls) {
        try {
            return Optional.of(session.call(calls));
        } catch (CloudException e) {
            if (e.kind() == CloudException.Kind.GONE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void runUnlessGone(Runnable calls) {
        unlessGone(() -> {
            calls.run();
            return true;
        });
    }
}
