package io.bakehouse.practice;

import io.bakehouse.model.Ids;
import io.bakehouse.practice.Mishaps.Mishap;
import java.time.Instant;
import java.util.Map;

/** The life of a snapshot: queued, saving, active, while the server's task state tells how far it is. */
public final class Snapshots {
    private static final int SIZE = 24_576;

    private final SnapshotDocs docs;
    private final ServerVolumes volumes;
    private final Agenda agenda;
    private final PracticeTimes times;
    private final Servers servers;
    private final Images images;
    private final Actions actions;
    private final PracticeFaults faults;

    Snapshots(
            SnapshotDocs docs,
            ServerVolumes volumes,
            Agenda agenda,
            PracticeTimes times,
            Servers servers,
            Images images,
            Actions actions,
            PracticeFaults faults) {
        this.docs = docs;
        this.volumes = volumes;
        this.agenda = agenda;
        this.times = times;
        this.servers = servers;
        this.images = images;
        this.actions = actions;
        this.faults = faults;
    }

    /**
     * Begins a snapshot of the server.
     *
     * @return id of the image
     */
    public String create(PracticeProject project, String id, String name, Map<String, String> metadata, Look look) {
        NovaRules.name(name);
        NovaRules.metadata(metadata);
        ServerState server = servers.get(project, id);
        if (look.orphaning() && !server.isVolumeBacked()) {
            images.add(docs.queued(server, name, metadata, look.now()));
            throw Power.busy("createImage", server, "task_state image_snapshot_pending");
        }
        if (!server.status().canBeSnapshotted()) {
            throw Power.busy("createImage", server, "vm_state " + Power.vmState(server));
        }
        if (server.taskState() != null) {
            throw Power.busy("createImage", server, "task_state " + server.taskState());
        }
        if (server.isVolumeBacked()) {
            return ofVolumes(server, name, metadata, look.now());
        }
        ImageDoc image = images.add(docs.queued(server, name, metadata, look.now()));
        servers.change(id, look.now(), state -> state.during("image_snapshot_pending", look.now()));
        new Course(server, image.id(), actions.begin(id, "createImage", "compute_snapshot_instance", look.now()))
                .plan(look.now());
        return image.id();
    }

    /** Nova does not wait for the volume snapshots, and keeps no second request out while they are made. */
    private String ofVolumes(ServerState server, String name, Map<String, String> metadata, Instant now) {
        String request = actions.begin(server.id(), "createImage", "api_snapshot_instance", now);
        ImageDoc image = docs.withoutData(server, name, metadata, volumes.snapshot(server, name, now), now);
        actions.finish(server.id(), request, false, now);
        return images.add(image).id();
    }

    /** One snapshot on its way. */
    private final class Course {
        private final String server;
        private final String project;
        private final int diskGb;
        private final String image;
        private final String request;
        private final Mishaps mishaps;
        private boolean over;

        private Course(ServerState server, String image, String request) {
            this.server = server.id();
            this.project = server.birth().project().id();
            this.diskGb = server.birth().flavor().diskGb();
            this.image = image;
            this.request = request;
            this.mishaps = faults.of(server);
        }

        private void plan(Instant start) {
            agenda.at(start.plus(times.snapshotPending().dividedBy(4)), at -> task("image_snapshot", at));
            agenda.at(
                    start.plus(times.snapshotPending().multipliedBy(3).dividedBy(4)),
                    at -> task("image_pending_upload", at));
            Instant upload = start.plus(times.snapshotPending());
            agenda.at(upload, this::upload);
            images.whenRemoved(image, at -> agenda.at(at, this::abandon));
            servers.whenRemoved(server, at -> agenda.at(at, this::abandon));
            if (!mishaps.has(Mishap.HANGSNAP)) {
                agenda.at(upload.plus(times.upload()).plus(mishaps.time(Mishap.SLOWSNAP)), this::finish);
            }
        }

        private void task(String task, Instant now) {
            if (!over) {
                servers.change(
                        server, now, state -> "deleting".equals(state.taskState()) ? state : state.during(task, now));
            }
        }

        private void upload(Instant now) {
            if (over) {
                return;
            }
            if (mishaps.has(Mishap.FAILSNAP)) {
                abandon(now);
            } else if (mishaps.has(Mishap.LOSESNAP)) {
                end(true, now);
            } else {
                task("image_uploading", now);
                change(
                        now,
                        Map.of(
                                "status", "saving",
                                "disk_format", "qcow2",
                                "container_format", "bare",
                                "owner_id", project,
                                "image_state", "available",
                                "image_location", "snapshot"));
            }
        }

        private void finish(Instant now) {
            if (over) {
                return;
            }
            String hash = Ids.digest("data", image);
            change(
                    now,
                    Map.of(
                            "status",
                            "active",
                            "size",
                            SIZE,
                            "virtual_size",
                            (long) diskGb << 30,
                            "checksum",
                            hash.substring(0, 32),
                            "os_hash_algo",
                            "sha512",
                            "os_hash_value",
                            hash + Ids.digest("more", image),
                            "stores",
                            "local"));
            end(false, now);
        }

        private void change(Instant now, Map<String, ?> changes) {
            images.find(image).ifPresent(doc -> images.put(doc.with(changes, now)));
        }

        /** As Nova does when a snapshot fails: the image goes, the server is left as it was. */
        private void abandon(Instant now) {
            if (over) {
                return;
            }
            end(true, now);
            if (images.find(image).isPresent()) {
                images.remove(image, now);
            }
        }

        private void end(boolean failed, Instant now) {
            task(null, now);
            over = true;
            actions.finish(server, request, failed, now);
        }
    }
}
