package io.bakehouse.practice;

/** A flavor of the practice cloud: how large a server is. */
public record Flavor(String id, String name, int vcpus, int ramMb, int diskGb) {}
