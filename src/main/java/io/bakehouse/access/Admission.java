package io.bakehouse.access;

/**
 * A request that may come in.
 *
 * @param rights what its sender may do
 * @param isProven whether it has shown a secret; false where none is asked for
 * @param onlyOnce whether the same request, byte for byte, never comes twice from the sender itself
 */
public record Admission(Rights rights, boolean isProven, boolean onlyOnce) {}
