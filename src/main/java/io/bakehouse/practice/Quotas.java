package io.bakehouse.practice;

import io.bakehouse.openstack.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each project may have, and Nova's words when it wants more. */
public final class Quotas {
    private final Map<String, PracticeQuota> perProject = new HashMap<>();

    /** Sets what that project may have. */
    public synchronized void set(PracticeProject project, PracticeQuota quota) {
        perProject.put(project.id(), quota);
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
