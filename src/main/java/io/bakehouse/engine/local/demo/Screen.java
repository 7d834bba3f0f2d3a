package io.bakehouse.engine.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Lines of the demo, each with the seconds since its beginning. */
final class Screen {
    private final InstantSource clock;
    private final PrintStream out;
    private Instant begun;

    Screen(InstantSource clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
        begun = clock.instant();
    }

    void begin() {
        begun = clock.instant();
        out.println();
        out.println("  A Puppet run on the server node-01.example.org has ended and is reported to Bakehouse:");
        out.println();
    }

    void step(String what, String more) {
        double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "  %6.1f s  %-20s %s", seconds, what, more));
    }

    void end(int port) {
        String url = "http://127.0.0.1:" + port;
        out.println();
        out.println("  Bakehouse goes on running; Ctrl-C ends it. To try next, in another terminal:");
        out.println();
        out.println("    curl " + url + "/bakes                            # every bake, with its times");
        out.println("    curl " + url + "/images                           # the images of every family");
        out.println("    curl " + url + "/batches                          # every batch");
        out.println("    curl -d '{\"family\":\"web\",\"count\":2}' -H 'Content-Type: application/json' " + url
                + "/commands/boot");
        out.println("    curl -d 'instance_id=&hostname=web-02&fqdn=web-02.example.org' '" + url
                + "/webhooks/cloud-init?family=web'");
        out.println("    curl " + url + "/q/openapi                        # everything else");
        out.println();
    }
}
