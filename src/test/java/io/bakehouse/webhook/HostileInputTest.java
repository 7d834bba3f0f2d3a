package io.bakehouse.webhook;

import static io.bakehouse.webhook.Readings.problem;
import static io.bakehouse.webhook.Readings.read;
import static io.bakehouse.webhook.Readings.report;
import static io.bakehouse.webhook.Readings.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bakehouse.model.RunStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are meant to do harm. */
class HostileInputTest {
    private static final AtomicBoolean INSTANTIATED = new AtomicBoolean();

    /** What a careless loader would build. */
    public static final class Gadget {
        public Gadget() {
            INSTANTIATED.set(true);
        }

        public void setHost(String host) {
            INSTANTIATED.set(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!io.bakehouse.webhook.HostileInputTest$Gadget {host: a, status: changed}",
                "!<tag:yaml.org,2002:io.bakehouse.webhook.HostileInputTest$Gadget> {host: a, status: changed}",
                "{host: a, status: changed, x: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1:1/']]}"
            })
    void javaTagsAreRefused(String yaml) {
        assertThat(problem("puppet", yaml)).contains("not readable as YAML");
        assertThat(INSTANTIATED).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- !ruby/object:Gem::Installer\nhost: a\nstatus: changed",
                "!ruby/hash:ActionController::Routing::RouteSet {host: a, status: changed}",
                "{host: !ruby/string:Puppet::Util::Execution::ProcessOutput a, status: !ruby/sym changed}",
                "!io.bakehouse.webhook.HostileInputTest$Gadget {host: a, status: changed}",
                "{host: a, status: changed, logs: !ruby/object:Kernel [!ruby/regexp /a/, !ruby/object {a: b}]}"
            })
    void rubyTagsArePassedOverAndInstantiateNothing(String yaml) {
        Report report = report("puppet", yaml);

        assertThat(report.run().nodeNames()).containsExactly("a");
        assertThat(report.run().status()).isEqualTo(RunStatus.CHANGED);
        assertThat(INSTANTIATED).isFalse();
    }

    @Test
    void anAliasBombIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("host: a\nstatus: changed\na0: &a0 [lol]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        long begin = System.nanoTime();

        assertThat(problem("puppet", bomb.toString())).contains("aliases").contains("50");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aDocumentThatContainsItselfDoesNotLoopForEver() {
        Report report = report("puppet", "host: a\nstatus: failed\nlogs: &l [*l, {level: err, message: &m [*m]}]");

        assertThat(report.run().failure()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"50, true", "51, false", "100000, false"})
    void yamlMayBeNestedFiftyDeep(int depth, boolean accepted) {
        String yaml = "{host: a, status: changed, x: " + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

        if (accepted) {
            assertThat(report("puppet", yaml).run().status()).isEqualTo(RunStatus.CHANGED);
        } else {
            assertThat(problem("puppet", yaml)).contains("YAML");
        }
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false", "1000000, false"})
    void jsonMayBeNestedSixtyFourDeep(int depth, boolean accepted) {
        String json =
                "{\"name\":\"a\",\"event_type\":\"start\",\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

        if (accepted) {
            assertThat(report("cloud-init", json).run().status()).isEqualTo(RunStatus.PROGRESS);
        } else {
            assertThat(problem("cloud-init", json)).contains("JSON");
        }
    }

    @Test
    void aLargeReportIsReducedToAFewFacts() throws Exception {
        String longText = "password=hunter2 " + "x".repeat(3_000_000);
        String yaml = "host: " + "h".repeat(5_000) + ".example.org\nstatus: failed\ntransaction_uuid: "
                + "u".repeat(5_000) + "\nenvironment: " + "e".repeat(5_000)
                + "\nlogs:\n- {level: err, source: /x, message: '" + longText + "'}\n";
        Report report = report("puppet", yaml);

        assertThat(JsonMapper.builder().addModule(new JavaTimeModule()).build().writeValueAsBytes(report.run()))
                .hasSizeLessThan(8 * 1024);
        assertThat(report.run().failure()).startsWith("password=*** xxx").endsWith("…");
        assertThat(report.run().runId()).hasSize(64);
    }

    @Test
    void aBatchIsBounded() {
        String event =
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"i\",\"type\":\"t\",\"data\":{\"host\":\"a\"}}";
        MalformedException refusal = catchThrowableOfType(
                MalformedException.class,
                () -> read(request("cloudevents", "[" + (event + ",").repeat(500) + event + "]")));

        assertThat(refusal.status()).isEqualTo(413);
    }
}
