package io.bakehouse.platform;

import java.util.OptionalInt;

/**
 * Asks a server whether it does its work. Only ever called with an address of a server that is ours; a server that does
 * not answer within a few seconds is not well, and is no exception.
 */
public interface Probe {
    /**
     * The status that a plain HTTP GET is answered with; redirections are not followed, the body is not read.
     *
     * @param address an IP address
     * @param path beginning with a slash
     * @return empty when there is no answer
     */
    OptionalInt http(String address, int port, String path);

    /** Whether the port accepts a connection, which is closed at once. */
    boolean tcp(String address, int port);
}
