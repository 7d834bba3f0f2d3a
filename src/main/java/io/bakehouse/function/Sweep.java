package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Server;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Triggered by a schedule. Guarantees that whatever an event lost is looked at again, that nothing stays open past its
 * deadline, and that what is ours and nothing explains is deleted, but only when a second sweep finds it so. A second
 * delivery finds the same cloud; it deletes nothing that the first has only just marked.
 */
@ApplicationScoped
public class Sweep {
    /** Most actions of one sweep; the next one goes on. */
    static final int LIMIT = 200;
    /** Most actions that fail: with more the cloud is down, and each may take as long as it waits for an answer. */
    static final int REFUSALS = 10;

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Cloud cloud;
    private final InstantSource clock;

    public Sweep(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    @Funq("sweep")
    public List<Event> sweep(SweepRequested request) {
        // Records last: what was made after they were listed would seem unexplained, what was made before has one.
        List<Server> servers = cloud.servers(ServerQuery.ours());
        List<Image> images = cloud.images(ImageQuery.ours());
        List<VolumeSnapshot> snapshots = cloud.volumeSnapshots();
        List<Volume> volumes = cloud.volumes();
        List<Image> records = cloud.images(ImageQuery.records());
        Sighting seen = new Sighting(servers, images, records);
        List<SweepAction> actions = new ArrayList<>(decide(seen, request.slot(), clock.instant()));
        if (snapshots.stream().anyMatch(VolumeSnapshot::isOurs)
                || volumes.stream().anyMatch(Volume::isOurs)) {
            List<Image> all = new ArrayList<>(images);
            // Hidden images are still bootable: what is behind them stays.
            all.addAll(cloud.images(ImageQuery.oursHidden()));
            actions.addAll(
                    SweepVolumes.decide(new SweepVolumes.Sighting(volumes, snapshots, all, records), request.slot()));
        }
        return act(actions);
    }

    /** One thing that the cloud refuses must not keep the others from being seen to: the next sweep tries it again. */
    private List<Event> act(List<SweepAction> actions) {
        List<Event> events = new ArrayList<>();
        int refused = 0;
        for (SweepAction action : actions) {
            try {
                events.addAll(action.act(cloud));
            } catch (CloudException e) {
                LOG.warnf("the sweep leaves something for the next one: %s", e.getMessage());
                if (++refused >= REFUSALS) {
                    break;
                }
            }
        }
        return List.copyOf(events);
    }

    /** All that is ours, as one sweep sees it. */
    record Sighting(List<Server> servers, List<Image> images, List<Image> records) {
        Sighting {
            servers = servers.stream()
                    .filter(Server::isOurs)
                    .sorted(Server.SENIORITY)
                    .toList();
            images = images.stream()
                    .filter(Image::isOurs)
                    .sorted(Image.SENIORITY)
                    .toList();
            records = records.stream()
                    .filter(Image::isRecord)
                    .sorted(Image.SENIORITY)
                    .toList();
        }
    }

    static List<SweepAction> decide(Sighting seen, Instant slot, Instant now) {
        return Stream.of(
                        SweepBakes.decide(seen, slot, now),
                        SweepBuilders.decide(seen, slot, now),
                        SweepBatches.decide(seen, slot, now),
                        SweepCommands.decide(seen, slot, now),
                        SweepRollouts.decide(seen, slot, now))
                .flatMap(List::stream)
                .limit(LIMIT)
                .toList();
    }
}
