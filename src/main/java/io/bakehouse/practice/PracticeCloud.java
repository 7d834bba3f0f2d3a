package io.bakehouse.practice;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The practice cloud behind the {@link Cloud} interface: no HTTP, the same failures and the same count of API requests
 * as through it.
 */
public final class PracticeCloud implements Cloud {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final PracticeModel model;
    private final PracticeProject project;
    private final Asking asking;
    private final Set<String> namesLookedUp = ConcurrentHashMap.newKeySet();

    public PracticeCloud(PracticeModel model, PracticeProject project) {
        this(model, project, Look.PAGE);
    }

    /** The same with so many objects per page of a list. */
    public PracticeCloud(PracticeModel model, PracticeProject project, int page) {
        this.model = model;
        this.project = project;
        this.asking = new Asking(model, project, page);
    }

    @Override
    public Optional<Server> server(String id) {
        return asking.find(
                "GET compute/servers/{id}",
                look -> model.servers().get(project, id).view());
    }

    @Override
    public List<Server> servers(ServerQuery query) {
        return asking.pages(
                "GET compute/servers/detail",
                look -> model.servers().list(project, look.asOf()).stream()
                        .map(ServerState::view)
                        .filter(server -> query.tag() == null || server.tags().contains(query.tag()))
                        .filter(server -> query.name() == null || server.name().equals(query.name()))
                        .filter(query::fitsAddress)
                        .toList());
    }

    @Override
    public void createServers(ServerSpec spec, int count) {
        if (count < 1) {
            throw new CloudException(CloudException.Kind.BAD_REQUEST, "cannot create " + count + " servers");
        }
        if (namesLookedUp.add("flavor " + spec.flavor())) {
            asking.write("GET compute/flavors/detail", look -> model.site().flavors());
        }
        if (!Set.of("auto", "none").contains(spec.network())
                && !isUuid(spec.network())
                && namesLookedUp.add("network " + spec.network())) {
            asking.write("GET network/v2.0/networks", look -> model.site().networks(project));
        }
        if (spec.group() != null && !isUuid(spec.group()) && namesLookedUp.add("group " + spec.group())) {
            asking.write("GET compute/os-server-groups", look -> model.site().serverGroups(project));
        }
        asking.write("POST compute/servers", look -> model.serverRequests().create(project, spec, count, count, look));
    }

    private static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    @Override
    public void deleteServer(String id) {
        asking.unlessGone("DELETE compute/servers/{id}", look -> model.power().delete(project, id, look));
    }

    @Override
    public void stopServer(String id) {
        asking.write("POST compute/servers/{id}/action", look -> {
            model.power().stop(project, id, look);
            return true;
        });
    }

    @Override
    public void markServer(String id, Map<String, String> marks) {
        asking.write(
                "POST compute/servers/{id}/metadata",
                look -> model.serverRequests().mark(project, id, marks, look));
    }

    @Override
    public String createImage(String server, String name, Map<String, String> marks) {
        return asking.write(
                "POST compute/servers/{id}/action",
                look -> model.snapshots().create(project, server, name, marks, look));
    }

    @Override
    public Optional<String> failureOf(String server, String action) {
        Optional<List<ServerAction>> actions = asking.find(
                "GET compute/servers/{id}/os-instance-actions",
                look -> model.actions().of(server));
        return actions.orElse(List.of()).stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .map(one -> asking.write("GET compute/servers/{id}/os-instance-actions/{request}", look -> one))
                .filter(ServerAction::failed)
                .map(one -> "Nova says '" + one.message() + "' of " + one.action() + " in " + one.event());
    }

    @Override
    public Limits limits() {
        return asking.write("GET compute/limits", look -> model.serverRequests().limits(project, look));
    }

    @Override
    public Optional<Image> image(String id) {
        return asking.find(
                "GET image/v2/images/{id}",
                look -> model.images().get(project, id).view());
    }

    @Override
    public List<Image> images(ImageQuery query) {
        return asking.pages(
                "GET image/v2/images",
                look -> model.images().list(project, look.asOf(), image -> fits(query, image)).stream()
                        .map(ImageDoc::view)
                        .toList());
    }

    private boolean fits(ImageQuery query, ImageDoc image) {
        return project.id().equals(image.owner())
                && image.isTrue("os_hidden") == query.hidden()
                && query.properties().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(image.text(wanted.getKey())));
    }

    @Override
    public List<Image> bootableImages(Map<String, String> filters) {
        return asking.pages(
                "GET image/v2/images",
                look -> model.images().list(project, look.asOf()).stream()
                        .filter(image -> "active".equals(image.status()) && !image.isTrue("os_hidden"))
                        .filter(image -> !"community".equals(image.text("visibility"))
                                || project.id().equals(image.owner()))
                        .filter(image -> filters.entrySet().stream()
                                .allMatch(filter -> filter.getValue().equals(image.text(filter.getKey()))))
                        .map(ImageDoc::view)
                        .toList());
    }

    @Override
    public boolean createRecord(String id, String name, Map<String, String> properties) {
        Map<String, Object> attributes = new LinkedHashMap<>(properties);
        attributes.put("name", name);
        attributes.put("visibility", "private");
        attributes.put("os_hidden", true);
        return asking.unlessTaken(
                "POST image/v2/images", look -> model.imageRequests().create(project, id, attributes, look));
    }

    @Override
    public void updateImage(String id, ImageChange change) {
        Map<String, Object> changes = new LinkedHashMap<>(change.properties());
        change.name().ifPresent(name -> changes.put("name", name));
        change.hidden().ifPresent(hidden -> changes.put("os_hidden", hidden));
        asking.write("PATCH image/v2/images/{id}", look -> model.imageRequests().update(project, id, changes, look));
    }

    @Override
    public void deleteImage(String id) {
        asking.unlessGone(
                "DELETE image/v2/images/{id}", look -> model.imageRequests().delete(project, id, look));
    }

    @Override
    public List<Volume> volumes() {
        return asking.pages(
                "GET volume/volumes/detail",
                look -> model.volumes().volumes().list(project, look.asOf()).stream()
                        .map(VolumeState::view)
                        .toList());
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return asking.pages(
                "GET volume/snapshots/detail",
                look -> model.volumes().snapshots().list(project, look.asOf()).stream()
                        .map(VolumeSnapshotState::view)
                        .toList());
    }

    @Override
    public void markVolume(String id, Map<String, String> marks) {
        asking.write(
                "POST volume/volumes/{id}/metadata", look -> model.volumes().mark(project, id, marks, look));
    }

    @Override
    public void markVolumeSnapshot(String id, Map<String, String> marks) {
        asking.write(
                "POST volume/snapshots/{id}/metadata", look -> model.volumes().markSnapshot(project, id, marks, look));
    }

    @Override
    public void deleteVolume(String id) {
        asking.unlessGone("DELETE volume/volumes/{id}", look -> model.volumes().delete(project, id, look));
    }

    @Override
    public void deleteVolumeSnapshot(String id) {
        asking.unlessGone(
                "DELETE volume/snapshots/{id}", look -> model.volumes().deleteSnapshot(project, id, look));
    }
}
