package io.bakehouse.practice;

import io.bakehouse.openstack.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each project may have, and Nova's words when it wants more. */
public final class Quotas {
    private final Map<String, PracticeQuota> perProject = new HashMap<>();
    private final Map<String, VolumeQuota> ofVolumes = new HashMap<>();

    /** Sets what that project may have. */
    public synchronized void set(PracticeProject project, PracticeQuota quota) {
        perProject.put(project.id(), quota);
    }

    /** Sets what that project may have of Cinder. */
    public synchronized void set(PracticeProject project, VolumeQuota quota) {
        ofVolumes.put(project.id(), quota);
    }

    private synchronized VolumeQuota volumesOf(PracticeProject project) {
        return ofVolumes.getOrDefault(project.id(), VolumeQuota.NONE);
    }

    /** Refuses one volume more in the words that Nova repeats as the server's fault. */
    void fitVolume(PracticeProject project, Volumes cinder, int gib, Instant now) {
        VolumeQuota quota = volumesOf(project);
        if (quota.volumes() >= 0 && cinder.volumes().list(project, now).size() >= quota.volumes()) {
            throw new Refusal(
                    413,
                    "VolumeLimitExceeded: Maximum number of volumes allowed (" + quota.volumes()
                            + ") exceeded for quota 'volumes'.");
        }
        int used = gigabytes(project, cinder, now);
        if (quota.gigabytes() >= 0 && used + gib > quota.gigabytes()) {
            throw new Refusal(
                    413,
                    "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota."
                            + " Requested " + gib + "G, quota is " + quota.gigabytes() + "G and " + used
                            + "G has been consumed.");
        }
    }

    /** Refuses one volume snapshot more as Nova does, whichever quota it is that has no room. */
    void fitSnapshot(PracticeProject project, Volumes cinder, int gib, Instant now) {
        VolumeQuota quota = volumesOf(project);
        int used = cinder.snapshots().list(project, now).size();
        if ((quota.snapshots() >= 0 && used >= quota.snapshots())
                || (quota.gigabytes() >= 0 && gigabytes(project, cinder, now) + gib > quota.gigabytes())) {
            throw new Refusal(403, "Quota exceeded for resources: snapshots");
        }
    }

    private static int gigabytes(PracticeProject project, Volumes cinder, Instant now) {
        return cinder.volumes().list(project, now).stream()
                        .mapToInt(VolumeState::sizeGb)
                        .sum()
                + cinder.snapshots().list(project, now).stream()
                        .mapToInt(VolumeSnapshotState::sizeGb)
                        .sum();
    }

    synchronized PracticeQuota of(PracticeProject project) {
        return perProject.getOrDefault(project.id(), PracticeQuota.NONE);
    }

    Limits limits(PracticeProject project, List<ServerState> existing) {
        PracticeQuota quota = of(project);
        int cores = existing.stream().mapToInt(s -> s.birth().flavor().vcpus()).sum();
        int ram = existing.stream().mapToInt(s -> s.birth().flavor().ramMb()).sum();
        return new Limits(quota.servers(), existing.size(), quota.cores(), cores, quota.ramMb(), ram);
    }

    /** How many of {@code min} to {@code max} servers fit; as in Nova, fewer than {@code max} may be all there is. */
    static int fit(Limits limits, Flavor flavor, int min, int max) {
        int room = Math.min(
                room(limits.maxServers(), limits.usedServers(), 1),
                Math.min(
                        room(limits.maxCores(), limits.usedCores(), flavor.vcpus()),
                        room(limits.maxRamMb(), limits.usedRamMb(), flavor.ramMb())));
        if (room < min) {
            throw exceeded(limits, flavor, min == max || room <= 0 ? min : max);
        }
        return Math.min(room, max);
    }

    private static int room(int most, int used, int each) {
        return most < 0 || each == 0 ? Integer.MAX_VALUE : Math.max(0, most - used) / each;
    }

    private static Refusal exceeded(Limits limits, Flavor flavor, int count) {
        List<String> names = new ArrayList<>();
        List<Integer> requested = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        List<Integer> allowed = new ArrayList<>();
        String[] resources = {"cores", "instances", "ram"};
        int[] each = {flavor.vcpus(), 1, flavor.ramMb()};
        int[] have = {limits.usedCores(), limits.usedServers(), limits.usedRamMb()};
        int[] most = {limits.maxCores(), limits.maxServers(), limits.maxRamMb()};
        for (int i = 0; i < resources.length; i++) {
            if (most[i] >= 0 && have[i] + (long) each[i] * count > most[i]) {
                names.add(resources[i]);
                requested.add(each[i] * count);
                used.add(have[i]);
                allowed.add(most[i]);
            }
        }
        return new Refusal(
                403,
                "Quota exceeded for " + join(names) + ": Requested " + join(requested) + ", but already used "
                        + join(used) + " of " + join(allowed) + " " + join(names));
    }

    private static String join(List<?> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }
}
