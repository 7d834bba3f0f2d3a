package io.bakehouse.practice;

/**
 * A server group of the practice cloud.
 *
 * @param policy {@code affinity}, {@code anti-affinity} or the soft ones
 * @param hosts how many hosts there are to spread its servers over
 */
public record ServerGroup(String id, PracticeProject project, String name, String policy, int hosts) {
    /** Whether so many servers can be on different hosts, if they have to. */
    boolean hasRoomFor(long servers) {
        return !policy.equals("anti-affinity") || servers <= hosts;
    }
}
