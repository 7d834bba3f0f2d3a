package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Puppet report is read without its resources only where nobody can tell by what comes of it. */
class ResourcesLeftOutTest {
    private static final String KEY = "resource_statuses";
    private static final String CAPTURED = text(Fixture.request("puppet/apply-changed.http"));

    @ParameterizedTest
    @ValueSource(strings = {"apply-changed", "apply-unchanged", "apply-noop-pending", "apply-changed-drift"})
    void theResourcesOfCapturedReportsAreLeftOut(String name) {
        Optional<Map<?, ?>> read = YamlBody.readWithout(
                KEY, Fixture.request("puppet/" + name + ".http").body(), path -> true);

        assertThat(read).isPresent();
        assertThat(read.orElseThrow().containsKey(KEY)).isTrue();
        assertThat(read.orElseThrow().get(KEY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  File[/a]:/n    failed: false",
                "  'File[/it''s]':/n    \"x\": \"a \\\"quoted\\\" one\"",
                "  a: don't # 'open\n  b: c",
                "  a:/n/n  - - -5/n    - []/n  - {}/n  -/n  b: ''",
                "  a: x y/n   \"z\"/n  b: /a:b:c"
            })
    void plainResourcesAreLeftOut(String block) {
        assertThat(withResources(block)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  a: \"x/nstatus: failed/n  y\"",
                "  a: 'x/nstatus: failed/n  y'",
                "  a: 'it''s/n  y'",
                "  a: \"x\\/n  y\"",
                "  - \"x/nstatus: failed/n  y\"",
                "  \"a/nb\": c",
                "  a: |/n    \"x/nb: c",
                "  a: >-/n    x",
                "  a: [b,/nc: d]",
                "  a: {b: c}",
                "  a: &x b",
                "  a: *x",
                "  a: !ruby/sym b",
                "  a: !!javax.script.ScriptEngineManager []",
                "  !!io.bakehouse.Gadget a: b",
                "  &x a: b",
                "  ? \"a/nb\"/n  : c",
                "  a: b: c",
                "  a: 'b' c",
                "  'a' 'b': c",
                "  a: é",
                "  a: \u0007",
                "  a:\tb",
                "\ta: b",
                "  a: b\r",
                "# comment",
                "- a",
                "---",
                "  # \"comment",
                "                      a: b",
                "  - - - - - - - - - - - a",
                "  - - - - - - - - - - - -"
            })
    void otherResourcesAreRead(String block) {
        assertThat(withResources(block)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: a/nstatus: changed/nresource_statuses:/n  b: c/n",
                "host: a/nstatus: changed/nresource_statuses:/n  b: c",
                "host: a/nstatus: changed/nresource_statuses:/n",
                "host: a/nstatus: changed/nresource_statuses: {}/n",
                "resource_statuses:/n  b: c/nhost: a/n",
                // The key is a line of a text, of a mapping in braces, of a mapping deeper down, or comes twice.
                "x: \"y/nresource_statuses:/n  b: c/nhost: a\"/n",
                "x: 'y/nresource_statuses:/n  b: c/nhost: a'/nresource_statuses: ~/nstatus: b/n",
                "{x: y,/nresource_statuses:/n  b,/nhost: a}/n",
                "--- |/n/nresource_statuses:/n  b: c/nhost: a/n",
                "- x: y/nresource_statuses:/n  b: c/nhost: a/n",
                "a: b/nresource_statuses:/n  b: c/nhost: a/nresource_statuses:/n  b: c/nhost: d/n",
                // Not readable without the resources.
                "a: b/nresource_statuses:/n  b: c/nhost: a/nhost: b/n",
                "a: b/nresource_statuses:/n  b: c/nhost",
                "a: b/nresource_statuses:/n  b: c/nhost: *x/n",
                "a: b/nresource_statuses:/n  b: c/nhost: !!java.net.URL a/n",
                "a: b/nresource_statuses:/n  b: c/nhost: a/n---/nhost: b/n"
            })
    void whatIsNotSoClearIsReadAsAWhole(String body) {
        assertThat(YamlBody.readWithout(KEY, bytes(body.replace("/n", "\n")), path -> true))
                .isEmpty();
    }

    @Test
    void aTextAroundTheResourcesMayHaveAnyCharacters() {
        String body = "a: é😀\nx: &x y\nresource_statuses:\n  b: c\nhost: *x\nz: ü\n";

        Map<Object, Object> expected = new HashMap<>(Map.of("a", "é😀", "x", "y", "host", "y", "z", "ü"));
        expected.put(KEY, null);
        assertThat(YamlBody.readWithout(KEY, bytes(body), path -> true).<Object>map(read -> read))
                .contains(expected);
    }

    @Test
    void aFailureThatOnlyAResourceTellsOfIsRead() {
        String failed = CAPTURED.replace("status: changed\n", "status: failed\n")
                .replaceFirst("failed: false\n    failed_to_restart", "failed: true\n    failed_to_restart");

        assertThat(report(failed).run().failure()).isEqualTo("File[/srv/app] failed");
    }

    @Test
    void aFailureInTheLogNeedsNoResources() {
        String failed =
                CAPTURED.replace("status: changed\n", "status: failed\n").replaceFirst("notice", "err");

        assertThat(report(failed).run().failure()).isEqualTo("created");
    }

    @Test
    void aBodyCutOffInItsResourcesIsRefused() {
        int begin = CAPTURED.indexOf(KEY);
        String cut = CAPTURED.substring(0, CAPTURED.indexOf("change_count: 1", begin) + 5);

        assertThatThrownBy(() -> report(cut)).isInstanceOf(MalformedException.class);
    }

    @Test
    void noTruncationIsReadOtherwise() {
        for (int length = 0; length < CAPTURED.length(); length += 23) {
            byte[] cut = Arrays.copyOf(bytes(CAPTURED), length);
            Optional<Map<?, ?>> without = YamlBody.readWithout(KEY, cut, path -> true);
            if (without.isPresent()) {
                assertThat(rest(without.get())).isEqualTo(rest(YamlBody.read(cut, path -> true)));
            }
        }
    }

    /** What is misspelt inside of a resource may go unnoticed; anywhere else, it is noticed. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void noDamageIsReadOtherwise(long seed) {
        Random random = new Random(seed);
        String[] damages = {
            "\"", "'", "[", "{", "]", "}", "|", ">", "&a ", "*a ", "!a ", ":", ": ", " #", "\n", " ", "- ", "é"
        };
        int begin = CAPTURED.indexOf(KEY);
        int end = CAPTURED.lastIndexOf("corrective_change");
        int leftOut = 0;
        for (int i = 0; i < 700; i++) {
            int at = random.nextInt(CAPTURED.length());
            int to = random.nextBoolean() ? at : Math.min(CAPTURED.length(), at + 1);
            String damage = damages[random.nextInt(damages.length)];
            byte[] body = bytes(CAPTURED.substring(0, at) + damage + CAPTURED.substring(to));
            Optional<Map<?, ?>> without = YamlBody.readWithout(KEY, body, path -> true);
            if (without.isEmpty()) {
                continue;
            }
            leftOut++;
            try {
                assertThat(rest(without.get()))
                        .as("'%s' at %d", damage, at)
                        .isEqualTo(rest(YamlBody.read(body, path -> true)));
            } catch (MalformedException e) {
                assertThat(at).as("'%s': %s", damage, e.getMessage()).isBetween(begin, end);
            }
        }
        assertThat(leftOut).isGreaterThan(100);
    }

    private static Map<Object, Object> rest(Map<?, ?> report) {
        Map<Object, Object> rest = new HashMap<>(report);
        rest.remove(KEY);
        return rest;
    }

    private static Optional<Map<?, ?>> withResources(String block) {
        String body = "host: a\nx: &x y\nresource_statuses:\n" + block.replace("/n", "\n") + "\nstatus: changed\n";
        return YamlBody.readWithout(KEY, bytes(body), path -> true);
    }

    private static Report report(String body) {
        WebhookRequest request = new WebhookRequest("puppet", "POST", "", Map.of(), Map.of(), bytes(body));
        return ((Reading.Reports) new Puppet().read(request, Instant.EPOCH))
                .reports()
                .get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(WebhookRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
