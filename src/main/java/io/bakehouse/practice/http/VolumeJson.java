package io.bakehouse.practice.http;

import io.bakehouse.practice.VolumeSnapshotState;
import io.bakehouse.practice.VolumeState;
import java.util.List;
import java.util.Map;

/** Volumes and volume snapshots as Cinder writes them for a member. Source: Block Storage API v3 reference, 3.0. */
final class VolumeJson {
    private VolumeJson() {}

    static Map<String, Object> of(VolumeState volume) {
        Map<String, Object> json = Json.object(
                "id",
                volume.id(),
                "status",
                volume.status().wire(),
                "size",
                volume.sizeGb(),
                "availability_zone",
                "nova",
                "created_at",
                Json.bareTime(volume.createdAt()),
                "updated_at",
                Json.bareTime(volume.createdAt()),
                "attachments",
                attachments(volume),
                "name",
                "",
                "description",
                "",
                "volume_type",
                "practice",
                "snapshot_id",
                volume.source().snapshot(),
                "source_volid",
                null,
                "metadata",
                volume.metadata(),
                "user_id",
                volume.project().userId(),
                "bootable",
                "true",
                "encrypted",
                false,
                "replication_status",
                null,
                "consistencygroup_id",
                null,
                "multiattach",
                false,
                "os-vol-tenant-attr:tenant_id",
                volume.project().id());
        if (volume.source().image() != null) {
            json.put(
                    "volume_image_metadata",
                    Json.object("image_id", volume.source().image()));
        }
        return json;
    }

    static Map<String, Object> of(VolumeSnapshotState snapshot) {
        return Json.object(
                "id", snapshot.id(),
                "created_at", Json.bareTime(snapshot.createdAt()),
                "updated_at", Json.bareTime(snapshot.createdAt()),
                "name", snapshot.name(),
                "description", "",
                "volume_id", snapshot.volume(),
                "status", snapshot.status().wire(),
                "size", snapshot.sizeGb(),
                "metadata", snapshot.metadata(),
                "os-extended-snapshot-attributes:progress", snapshot.status().isUnderWay() ? "0%" : "100%",
                "os-extended-snapshot-attributes:project_id", snapshot.project().id());
    }

    private static List<Object> attachments(VolumeState volume) {
        return volume.server() == null
                ? List.of()
                : List.of(Json.object(
                        "id", volume.id(),
                        "attachment_id", volume.id(),
                        "volume_id", volume.id(),
                        "server_id", volume.server(),
                        "host_name", null,
                        "device", "/dev/vda",
                        "attached_at", Json.bareTime(volume.createdAt())));
    }
}
