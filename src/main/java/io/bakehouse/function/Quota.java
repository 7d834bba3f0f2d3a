package io.bakehouse.function;

import io.bakehouse.openstack.Limits;
import java.util.Optional;
import java.util.OptionalInt;

/** What the project's quota has room for. Nova counts what is being made late, so room may turn out to be less. */
final class Quota {
    private Quota() {}

    /** How many more servers are allowed, empty for any number. */
    static OptionalInt room(Limits limits) {
        return limits.maxServers() < 0
                ? OptionalInt.empty()
                : OptionalInt.of(Math.max(0, limits.maxServers() - limits.usedServers()));
    }

    /** What is left, for people. */
    static String words(Limits limits) {
        return "left in the quota: " + left(limits.maxServers(), limits.usedServers()) + " servers, "
                + left(limits.maxCores(), limits.usedCores()) + " cores, "
                + left(limits.maxRamMb(), limits.usedRamMb()) + " MiB of RAM";
    }

    private static String left(int most, int used) {
        return most < 0 ? "any number of" : String.valueOf(Math.max(0, most - used));
    }

    /** Why so many servers cannot be had, or empty when it does not look so. */
    static Optional<String> refusal(Limits limits, int wanted) {
        int free = room(limits).orElse(wanted);
        return free >= wanted
                ? Optional.empty()
                : Optional.of(wanted + " servers are wanted, " + free + " more are allowed, so " + (wanted - free)
                        + " are missing: " + (free == 0 ? "" : "ask for " + free + " or ") + "raise the quota");
    }
}
