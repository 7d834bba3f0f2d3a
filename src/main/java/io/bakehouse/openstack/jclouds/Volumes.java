package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.CloudException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Cinder, which a cloud may lack: then there is nothing to list, and nothing that could be changed. */
final class Volumes {
    private final Session session;

    Volumes(Session session) {
        this.session = session;
    }

    List<Volume> volumes() {
        return session
                .volumeEndpoint()
                .map(url -> Pages.all("volumes", marker -> api().volumes(url, page(marker))))
                .orElse(List.of())
                .stream()
                .map(ReadVolume::of)
                .toList();
    }

    List<VolumeSnapshot> snapshots() {
        return session
                .volumeEndpoint()
                .map(url -> Pages.all("snapshots", marker -> api().snapshots(url, page(marker))))
                .orElse(List.of())
                .stream()
                .map(ReadVolume::snapshot)
                .toList();
    }

    void mark(String id, Map<String, String> marks) {
        api().mark(url(), id, metadata(marks));
    }

    void markSnapshot(String id, Map<String, String> marks) {
        api().markSnapshot(url(), id, metadata(marks));
    }

    void delete(String id) {
        api().delete(url(), PlainId.require("volume", id));
    }

    void deleteSnapshot(String id) {
        api().deleteSnapshot(url(), PlainId.require("volume snapshot", id));
    }

    private static JsonNode metadata(Map<String, String> marks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = body.putObject("metadata");
        marks.forEach(metadata::put);
        return body;
    }

    private Query page(String marker) {
        return new Query()
                .with("limit", String.valueOf(session.config().bounds().page()))
                .with("marker", marker);
    }

    private VolumeApi api() {
        return session.api(VolumeApi.class);
    }

    private URI url() {
        return session.volumeEndpoint()
                .orElseThrow(() -> new CloudException(
                        CloudException.Kind.BAD_REQUEST,
                        "this cloud has no volume service: its catalog has neither block-storage nor volumev3"));
    }
}
