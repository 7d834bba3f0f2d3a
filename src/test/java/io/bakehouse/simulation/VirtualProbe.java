package io.bakehouse.simulation;

import io.bakehouse.platform.Probe;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Answers by address and port, as it was told to; what it was not told of does not answer. */
public final class VirtualProbe implements Probe {
    /** Stands for every address, and for every port: {@code "*:80"}, {@code "10.0.0.5:*"}, {@code "*:*"}. */
    public static final String ANY = "*";

    /** HTTP status by {@code address:port}; 0 for a port that accepts connections and does not speak HTTP. */
    public final Map<String, Integer> answers = new ConcurrentHashMap<>();

    /** Every server answers every request with that status, unless it is told of more exactly. */
    public static VirtualProbe answering(int status) {
        VirtualProbe probe = new VirtualProbe();
        probe.answers.put(ANY + ":" + ANY, status);
        return probe;
    }

    /** From now on that port answers so. */
    public VirtualProbe answer(String address, int port, int status) {
        answers.put(address + ":" + port, status);
        return this;
    }

    /** From now on that port does not answer. */
    public VirtualProbe silence(String address, int port) {
        answers.put(address + ":" + port, -1);
        return this;
    }

    @Override
    public OptionalInt http(String address, int port, String path) {
        int status = find(address, port);
        return status > 0 ? OptionalInt.of(status) : OptionalInt.empty();
    }

    @Override
    public boolean tcp(String address, int port) {
        return find(address, port) >= 0;
    }

    private int find(String address, int port) {
        for (String key : new String[] {address + ":" + port, address + ":" + ANY, ANY + ":" + port, ANY + ":" + ANY}) {
            Integer status = answers.get(key);
            if (status != null) {
                return status;
            }
        }
        return -1;
    }
}
