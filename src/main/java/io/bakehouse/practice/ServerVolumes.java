package io.bakehouse.practice;

import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import io.bakehouse.practice.Mishaps.Mishap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Nova asks of Cinder for its servers: volumes to boot from, and snapshots of them. */
final class ServerVolumes {
    private final Minted minted;
    private final Agenda agenda;
    private final PracticeTimes times;
    private final Volumes cinder;
    private final Servers servers;
    private final Quotas quotas;
    private final PracticeFaults faults;

    ServerVolumes(
            Minted minted,
            Agenda agenda,
            PracticeTimes times,
            Volumes cinder,
            Servers servers,
            Quotas quotas,
            PracticeFaults faults) {
        this.minted = minted;
        this.agenda = agenda;
        this.times = times;
        this.cinder = cinder;
        this.servers = servers;
        this.quotas = quotas;
        this.faults = faults;
    }

    /**
     * Makes the volumes of a server that is being built.
     *
     * @throws Refusal with what becomes the server's fault
     */
    void make(ServerState server, Instant now) {
        List<String> made = new ArrayList<>();
        servers.whenRemoved(server.id(), at -> release(made, at));
        for (BlockDevice device : server.birth().devices()) {
            PracticeProject project = server.birth().project();
            int size = device.sizeGb();
            if (device.snapshot() != null) {
                VolumeSnapshotState snapshot = cinder.snapshots().get(project, device.snapshot());
                if (snapshot.status() != VolumeStatus.AVAILABLE) {
                    throw new Refusal(
                            400,
                            "Invalid input received: Invalid snapshot: Originating snapshot status must be one of"
                                    + " 'available' values (HTTP 400)");
                }
                size = size == 0 ? snapshot.sizeGb() : size;
            }
            quotas.fitVolume(project, cinder, size, now);
            VolumeState volume = cinder.volumes()
                    .add(new VolumeState(
                            minted.uuid("volume"),
                            project,
                            device.image() == null ? VolumeStatus.CREATING : VolumeStatus.DOWNLOADING,
                            size,
                            device,
                            null,
                            Map.of(),
                            now));
            made.add(volume.id());
            servers.change(server.id(), now, state -> state.withVolumes(made));
        }
    }

    /**
     * Attaches the volumes, which are ready by now.
     *
     * @throws Refusal with what becomes the server's fault
     */
    void attach(ServerState server, Instant now) {
        for (String id : server.volumes()) {
            if (faults.of(server).has(Mishap.FAILVOLUME)) {
                cinder.volumes().change(id, now, volume -> volume.become(VolumeStatus.ERROR));
                throw new Refusal(
                        500,
                        "Volume " + id + " did not finish being created even after we waited 3 seconds or 2 attempts."
                                + " And its status is error.");
            }
            cinder.volumes().change(id, now, volume -> volume.attached(server.id()));
        }
    }

    /** Detaches the volumes and deletes those that go with their server, which Cinder refuses for one with snapshots. */
    void release(List<String> volumes, Instant now) {
        for (String id : volumes) {
            cinder.volumes()
                    .change(id, now, volume -> volume.status() == VolumeStatus.DELETING ? volume : volume.detached());
            cinder.volumes()
                    .find(id)
                    .filter(volume -> volume.source().goesWithServer() && !cinder.hasSnapshots(volume, now))
                    .ifPresent(volume -> cinder.vanish(id, now));
        }
    }

    /** Begins a snapshot of every volume of the server for an image of that name. */
    List<VolumeSnapshotState> snapshot(ServerState server, String image, Instant now) {
        PracticeProject project = server.birth().project();
        Mishaps mishaps = faults.of(server);
        List<VolumeSnapshotState> begun = new ArrayList<>();
        for (String id : server.volumes()) {
            VolumeState volume = cinder.volumes().get(project, id);
            quotas.fitSnapshot(project, cinder, volume.sizeGb(), now);
            VolumeSnapshotState snapshot = cinder.snapshots()
                    .add(new VolumeSnapshotState(
                            minted.uuid("volume snapshot"),
                            project,
                            VolumeSnapshot.nameFor(image),
                            VolumeStatus.CREATING,
                            id,
                            volume.sizeGb(),
                            volume.source().goesWithServer(),
                            Map.of(),
                            now));
            begun.add(snapshot);
            VolumeStatus end = mishaps.has(Mishap.FAILVOLSNAP) ? VolumeStatus.ERROR : VolumeStatus.AVAILABLE;
            Duration length = times.snapshotPending().plus(mishaps.time(Mishap.SLOWVOLSNAP));
            if (!mishaps.has(Mishap.HANGVOLSNAP)) {
                agenda.at(
                        now.plus(length),
                        at -> cinder.snapshots().change(snapshot.id(), at, state -> state.become(end)));
            }
        }
        return begun;
    }
}
