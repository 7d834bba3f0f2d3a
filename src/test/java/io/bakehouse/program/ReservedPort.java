package io.bakehouse.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of this machine that is refused to whoever asks for any port, and free for whoever asks for just this one: for a
 * server in another process that is started later, or again and again. Until then, and in between, connections to it are
 * refused. It is kept by a socket that is bound and does not listen, for as long as this process lives.
 */
public final class ReservedPort {
    /** What nobody refers to is closed with the next collection of garbage. */
    private static final Set<Socket> KEEPERS = ConcurrentHashMap.newKeySet();

    private final Socket keeper = new Socket();

    public ReservedPort() {
        try {
            // With it, a listener that also sets it (all servers of Java do) may take the port as well.
            keeper.setReuseAddress(true);
            KEEPERS.add(keeper);
            keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int number() {
        return keeper.getLocalPort();
    }
}
