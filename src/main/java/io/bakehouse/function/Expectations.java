package io.bakehouse.function;

import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.Verification;
import io.bakehouse.platform.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server stands to what its recipe expects.
 *
 * @param missing what does not hold yet, for a sentence
 * @param refuted what can never hold any more, in words; empty while there is hope
 */
record Expectations(List<String> missing, Optional<String> refuted) {
    private static final Pattern RUN = Pattern.compile("([a-z]+) (-|[0-9]{1,9}) (.*)");

    static Expectations notActive(Server server) {
        return new Expectations(List.of("being ACTIVE (it is " + server.status() + ")"), Optional.empty());
    }

    static Expectations of(Server server, Verification verify, Probe probe) {
        Expectations reported = reported(server.metadata(), verify);
        // Probes take their time: they wait until the rest holds.
        return reported.missing().isEmpty() && reported.refuted().isEmpty()
                ? new Expectations(probed(server, verify, probe), Optional.empty())
                : reported;
    }

    /** As far as the server's marks tell it. */
    static Expectations reported(Map<String, String> marks, Verification verify) {
        List<String> missing = new ArrayList<>();
        Optional<String> refuted = Optional.empty();
        if (verify.driftBudget().isPresent()) {
            Drift drift = drift(marks, verify.driftBudget().get());
            refuted = drift.refuted();
            if (!drift.holds()) {
                missing.add("a config run with at most " + verify.driftBudget().get() + " changes");
            }
        }
        if (verify.phoneHome() && marks.getOrDefault(Marks.PHONED_AT, "").isEmpty()) {
            missing.add("cloud-init's phone_home");
        }
        return new Expectations(List.copyOf(missing), refuted);
    }

    /** Whether there is hope, and nothing more than that. */
    boolean waits() {
        return refuted.isEmpty() && !missing.isEmpty();
    }

    /** How many changes the server's last config run made, as far as its mark says. */
    static Optional<Integer> changes(Server server) {
        Matcher run = RUN.matcher(server.mark(Marks.RUN).orElse(""));
        return run.matches() && !run.group(2).equals("-")
                ? Optional.of(Integer.valueOf(run.group(2)))
                : Optional.empty();
    }

    private static List<String> probed(Server server, Verification verify, Probe probe) {
        List<String> missing = new ArrayList<>();
        boolean wanted = verify.http().isPresent() || verify.tcpPort().isPresent();
        if (wanted && server.addresses().isEmpty()) {
            return List.of("an address to ask");
        }
        verify.http().ifPresent(http -> {
            OptionalInt status = probe.http(server.addresses().get(0), http.port(), http.path());
            if (status.isEmpty() || status.getAsInt() != http.status()) {
                String got = status.isEmpty() ? "no answer" : String.valueOf(status.getAsInt());
                missing.add("HTTP " + http.status() + " from port " + http.port() + http.path() + " (" + got + ")");
            }
        });
        verify.tcpPort()
                .filter(port -> !probe.tcp(server.addresses().get(0), port))
                .ifPresent(port -> missing.add("an open TCP port " + port));
        return missing;
    }

    /** What a config run on the server found to do. */
    private record Drift(boolean holds, Optional<String> refuted) {}

    /** A baked server is what its config run wants already: whatever that run changes is drift. */
    private static Drift drift(Map<String, String> marks, int budget) {
        Matcher run = RUN.matcher(marks.getOrDefault(Marks.RUN, ""));
        if (!run.matches()) {
            return new Drift(false, Optional.empty());
        }
        String status = run.group(1);
        if (status.equals(RunStatus.FAILED.word())) {
            String why = marks.getOrDefault(Marks.REASON, "without a word");
            return new Drift(false, Optional.of("the config run " + run.group(3) + " on the canary failed: " + why));
        }
        boolean counted = !run.group(2).equals("-");
        int changes = counted ? Integer.parseInt(run.group(2)) : budget + 1;
        if (status.equals(RunStatus.UNCHANGED.word()) || (counted && changes <= budget)) {
            return new Drift(true, Optional.empty());
        }
        if (!status.equals(RunStatus.CHANGED.word())) {
            return new Drift(false, Optional.empty());
        }
        String found = counted ? run.group(2) + " changes" : "changes";
        return new Drift(
                false,
                Optional.of("a config run on the canary still made " + found + ", and " + budget
                        + " are allowed: the image is not what the run makes of it"));
    }
}
