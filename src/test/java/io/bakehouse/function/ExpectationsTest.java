package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.canary;
import static io.bakehouse.function.BakeGiven.expecting;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Verification;
import io.bakehouse.simulation.VirtualProbe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {
    private static final Verification WEB =
            expecting(null, false, Optional.of(new Verification.Http(80, "/health", 200)), Optional.of(22));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | unchanged 0 puppet:x   | holds
                    0 | unchanged - puppet:x   | holds
                    0 | changed 0 puppet:x     | holds
                    2 | changed 2 puppet:x     | holds
                    2 | changed 3 puppet:x     | a config run on the canary still made 3 changes, and 2 are allowed
                    9 | changed - puppet:x     | a config run on the canary still made changes, and 9 are allowed
                    0 | failed 0 puppet:x      | the config run puppet:x on the canary failed: no package
                    0 | ''                     | waits
                    0 | changed                | waits
                    0 | noop - puppet:x        | waits
                    0 | completed - salt:x     | waits
                    """)
    void comparesTheRunOnTheCanaryWithItsDriftBudget(int budget, String run, String outcome) {
        Map<String, String> marks = Map.of(Marks.RUN, run, Marks.REASON, "no package");
        Expectations seen = Expectations.reported(marks, expecting(budget, false, Optional.empty(), Optional.empty()));
        switch (outcome) {
            case "holds" -> assertThat(seen).isEqualTo(new Expectations(List.of(), Optional.empty()));
            case "waits" -> assertThat(seen.waits()).isTrue();
            default ->
                assertThat(seen.refuted())
                        .hasValueSatisfying(words -> assertThat(words).startsWith(outcome));
        }
    }

    @Test
    void phoneHomeIsExpectedOnlyWhereTheRecipeSaysSo() {
        Verification phone = expecting(null, true, Optional.empty(), Optional.empty());
        assertThat(Expectations.reported(Map.of(), phone).missing()).containsExactly("cloud-init's phone_home");
        assertThat(Expectations.reported(Map.of(Marks.PHONED_AT, NOW.toString()), phone)
                        .missing())
                .isEmpty();
        assertThat(Expectations.reported(Map.of(), expecting(null, false, Optional.empty(), Optional.empty()))
                        .missing())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    200 |  0 |
                    503 |  0 | HTTP 200 from port 80/health (503)
                    0   |  0 | HTTP 200 from port 80/health (no answer)
                    200 | -1 | an open TCP port 22
                    """)
    void asksTheCanary(int http, int tcp, String missing) {
        VirtualProbe probe = new VirtualProbe().answer("10.0.0.5", 80, http).answer("10.0.0.5", 22, tcp);
        Server canary = BakeGiven.at("10.0.0.5", canary(ServerStatus.ACTIVE, Map.of()));
        assertThat(Expectations.of(canary, WEB, probe).missing())
                .isEqualTo(missing == null ? List.of() : List.of(missing));
    }

    @Test
    void aCanaryWithoutAnAddressCannotBeAsked() {
        Server nowhere = canary(ServerStatus.ACTIVE, Map.of());
        assertThat(Expectations.of(nowhere, WEB, VirtualProbe.answering(200)).missing())
                .containsExactly("an address to ask");
        Verification nothing = expecting(null, false, Optional.empty(), Optional.empty());
        assertThat(Expectations.of(nowhere, nothing, new VirtualProbe()).missing())
                .isEmpty();
    }

    @Test
    void joinsIdentitiesOnceAndNeverWithoutEnd() {
        assertThat(Identity.join("", List.of("rsa:1", "rsa:1", "ed25519:2"))).isEqualTo("rsa:1,ed25519:2");
        assertThat(Identity.join("rsa:1", List.of("rsa:1"))).isEqualTo("rsa:1");
        List<String> many = IntStream.range(0, 99).mapToObj(i -> "rsa:" + i).toList();
        assertThat(Identity.split(Identity.join("machine:m", many))).hasSize(9).contains("machine:m");
        assertThat(Identity.split("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    machine:m         | the same machine id as an earlier canary of bake web-0
                    rsa:9,ed25519:old | the same SSH host key (ed25519) as the builder of bake web-0
                    rsa:mine          | the same SSH host key (rsa) as the builder of bake web-1
                    rsa:own           |
                    ''                |
                    """)
    void tellsAClone(String canary, String words) {
        Image mine = image("i1", "web-1", Map.of(Marks.IDENTITY, "rsa:mine"));
        Image earlier = image("i0", "web-0", Map.of(Marks.IDENTITY, "ed25519:old", Marks.CANARY_IDENTITY, "machine:m"));
        Optional<String> clash = Identity.clash(Identity.split(canary), mine, List.of(earlier, mine));
        assertThat(clash.isPresent()).isEqualTo(words != null);
        clash.ifPresent(found -> assertThat(found)
                .contains(words)
                .contains("let the user data remove SSH host keys, machine-id and cloud-init's state"));
    }

    private static Image image(String id, String bake, Map<String, String> marks) {
        return Given.image(id, bake, ImageStatus.ACTIVE, marks, NOW);
    }
}
