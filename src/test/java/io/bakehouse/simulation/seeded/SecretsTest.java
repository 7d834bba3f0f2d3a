package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No log line has a planted secret; the other places are looked at in every run. */
@Tag("seeds")
class SecretsTest {
    private static final int SEEDS = 100;
    private static final Logger BAKEHOUSE = Logger.getLogger("io.bakehouse");

    @Test
    void noLineOfTheLogHasOne() {
        List<String> lines = new ArrayList<>();
        PatternFormatter format = new PatternFormatter("%s%e");
        Handler all = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(format.format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level before = BAKEHOUSE.getLevel();
        BAKEHOUSE.setLevel(Level.ALL);
        BAKEHOUSE.setUseParentHandlers(false);
        BAKEHOUSE.addHandler(all);
        try {
            for (long seed = 0; seed < SEEDS; seed++) {
                new SeededRun(seed, EnumSet.allOf(Trouble.class), any -> true, false).run();
            }
        } finally {
            BAKEHOUSE.removeHandler(all);
            BAKEHOUSE.setUseParentHandlers(true);
            BAKEHOUSE.setLevel(before);
        }
        assertThat(lines).isNotEmpty().allSatisfy(Secrets::checkLine);
    }

    @Test
    void whatTheCloudRepeatsIsTakenOutOfItsRefusal() {
        CloudException refusal =
                Secrets.leaking(new CloudException(CloudException.Kind.BAD_REQUEST, "Nova refused the server"));
        assertThat(refusal).hasMessageContaining("Nova refused the server").hasMessageNotContaining(Secrets.CLOUD);
    }
}
