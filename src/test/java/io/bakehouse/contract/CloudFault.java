package io.bakehouse.contract;

/** A fault that a cloud for tests can be asked for, by an entry of the metadata of the server concerned. */
public enum CloudFault {
    /** The server ends in ERROR and Nova says why. */
    BOOT_FAILS,
    /** Nova deletes the image again and notes the failure in the server's actions. */
    SNAPSHOT_FAILS,
    /** The image stays under way for at least ten seconds. */
    SNAPSHOT_IS_SLOW
}
