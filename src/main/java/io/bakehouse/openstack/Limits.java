package io.bakehouse.openstack;

/**
 * What the project may have and what it has. Source: Compute API reference, "Show Rate And Absolute Limits".
 *
 * @param maxServers -1 for no limit
 * @param maxCores -1 for no limit
 * @param maxRamMb -1 for no limit
 */
public record Limits(int maxServers, int usedServers, int maxCores, int usedCores, int maxRamMb, int usedRamMb) {}
