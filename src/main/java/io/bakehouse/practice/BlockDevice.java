package io.bakehouse.practice;

/**
 * A volume that Nova is to make for a server.
 *
 * @param image id of the image that it is made from, null when from a volume snapshot
 * @param snapshot id of the volume snapshot that it is made from, null when from an image
 * @param sizeGb GiB; 0 for the size of the volume snapshot
 * @param goesWithServer Nova's {@code delete_on_termination}
 */
public record BlockDevice(String image, String snapshot, int sizeGb, boolean goesWithServer) {}
