package io.bakehouse.webhook;

import java.util.Optional;

/** Messages that are about several hosts at once. */
final class ManyHosts {
    /** How many of them are read; what comes after is said in words. */
    static final int MOST = 1_000;

    private ManyHosts() {}

    /** An address that names one server, of a message about several, would make all of them that server. */
    static void check(WebhookRequest request, int hosts) {
        if (hosts > 1 && request.server().isPresent()) {
            throw new MalformedException("the message is about " + hosts
                    + " hosts, but ?server= names one: leave it out, the hosts' names are enough");
        }
    }

    /** The report that stands for those that are not read. */
    static Optional<Report> rest(int hosts, ReportBuilder report) {
        return hosts <= MOST
                ? Optional.empty()
                : Optional.of(report.node((hosts - MOST) + " hosts more")
                        .failure("only the first " + MOST + " of a message are read: run it in slices")
                        .build());
    }
}
