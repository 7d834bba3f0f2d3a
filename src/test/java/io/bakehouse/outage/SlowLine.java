package io.bakehouse.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A line to the cloud that takes its time in both directions, as a real cloud does: a bakery that dies then mostly dies
 * in the middle of a call, before the cloud has carried it out or after.
 */
final class SlowLine implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "slow line");
        thread.setDaemon(true);
        return thread;
    });
    private final int target;
    private final long oneWayMs;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    SlowLine(int target, long oneWayMs) throws IOException {
        this.target = target;
        this.oneWayMs = oneWayMs;
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Ends all connections, and every new one as soon as it comes. */
    void cut() {
        cut = true;
        open.forEach(SlowLine::close);
    }

    /** Carries again. */
    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = socket.accept();
                // In this order, so that no connection slips through while the line is being cut.
                open.add(near);
                if (cut) {
                    close(near);
                    continue;
                }
                connect(near);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            threads.execute(() -> carry(near, far));
            threads.execute(() -> carry(far, near));
        } catch (IOException e) {
            // The cloud is away, or the caller is: the next one may have more luck.
            close(near);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                TimeUnit.MILLISECONDS.sleep(oneWayMs);
                out.write(buffer, 0, length);
            }
            // What was under way when one side died still arrives; only then the other side hears of it.
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket one) {
        try {
            one.close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cut();
        threads.shutdownNow();
    }
}
