package io.bakehouse.engine.http;

import io.bakehouse.model.Image;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.Limits;
import io.bakehouse.openstack.ServerQuery;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cloud of fixed lists that can be read, and refuses to be changed. */
@Alternative
@Singleton
public class ListedCloud implements Cloud {
    final List<Image> images = new CopyOnWriteArrayList<>();
    final List<Server> servers = new CopyOnWriteArrayList<>();
    volatile CloudException failure;

    @Override
    public Optional<Server> server(String id) {
        return servers.stream().filter(server -> server.id().equals(id)).findFirst();
    }

    @Override
    public List<Server> servers(ServerQuery query) {
        return servers.stream()
                .filter(server -> query.tag() == null || server.tags().contains(query.tag()))
                .toList();
    }

    @Override
    public Optional<Image> image(String id) {
        return images.stream().filter(image -> image.id().equals(id)).findFirst();
    }

    @Override
    public List<Image> images(ImageQuery query) {
        if (failure != null) {
            throw failure;
        }
        return images.stream()
                .filter(image -> image.hidden() == query.hidden()
                        && image.properties()
                                .entrySet()
                                .containsAll(query.properties().entrySet()))
                .toList();
    }

    @Override
    public void createServers(ServerSpec spec, int count) {
        throw readOnly();
    }

    @Override
    public void deleteServer(String id) {
        throw readOnly();
    }

    @Override
    public void stopServer(String id) {
        throw readOnly();
    }

    @Override
    public List<Image> bootableImages(Map<String, String> filters) {
        return images.stream().filter(image -> !image.hidden()).toList();
    }

    @Override
    public void markServer(String id, Map<String, String> marks) {
        throw readOnly();
    }

    @Override
    public String createImage(String server, String name, Map<String, String> marks) {
        throw readOnly();
    }

    @Override
    public Optional<String> failureOf(String server, String action) {
        return Optional.empty();
    }

    @Override
    public Limits limits() {
        return new Limits(-1, 0, -1, 0, -1, 0);
    }

    @Override
    public boolean createRecord(String id, String name, Map<String, String> properties) {
        throw readOnly();
    }

    @Override
    public void updateImage(String id, ImageChange change) {
        throw readOnly();
    }

    @Override
    public void deleteImage(String id) {
        throw readOnly();
    }

    @Override
    public List<Volume> volumes() {
        return List.of();
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return List.of();
    }

    @Override
    public void markVolume(String id, Map<String, String> marks) {
        throw readOnly();
    }

    @Override
    public void markVolumeSnapshot(String id, Map<String, String> marks) {
        throw readOnly();
    }

    @Override
    public void deleteVolume(String id) {
        throw readOnly();
    }

    @Override
    public void deleteVolumeSnapshot(String id) {
        throw readOnly();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("this cloud is only read");
    }
}
