package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Health;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    private static final Recipe.Batch PLAIN = Given.batch(4, 2);
    private static final Recipe.Batch ZONED = batch(List.of("a", "b", "c"), Map.of());
    private static final Recipe.Batch SLOTTED = batch(List.of(), Map.of("host", "web-@BAKEHOUSE_SLOT@"));

    @Test
    void oneCallForAChunk() {
        assertThat(Spread.next(PLAIN, List.of(), 7)).containsExactly(new Spread.Place(null, null, 7));
        assertThat(Spread.next(PLAIN, List.of(), 250))
                .containsExactly(
                        new Spread.Place(null, null, 100),
                        new Spread.Place(null, null, 100),
                        new Spread.Place(null, null, 50));
        assertThat(Spread.next(PLAIN, List.of(), 20_000).stream().mapToInt(Spread.Place::count))
                .hasSize(10)
                .containsOnly(100);
    }

    @Test
    void oneCallPerZoneAndTheEmptiestFirst() {
        assertThat(Spread.next(ZONED, List.of(), 7))
                .containsExactly(
                        new Spread.Place("a", null, 3), new Spread.Place("b", null, 2), new Spread.Place("c", null, 2));
        List<Server> there = List.of(server(1, "a", null), server(2, "a", null), server(3, "b", null));
        assertThat(Spread.next(ZONED, there, 3))
                .containsExactlyInAnyOrder(new Spread.Place("c", null, 2), new Spread.Place("b", null, 1));
    }

    @Test
    void oneCallPerNumberAndNoneTwice() {
        List<Server> there = List.of(server(1, null, 0), server(2, null, 2));
        assertThat(Spread.next(SLOTTED, there, 2))
                .containsExactly(new Spread.Place(null, 1, 1), new Spread.Place(null, 3, 1));
        assertThat(Spread.next(SLOTTED, List.of(), 50)).hasSize(Spread.CALLS);
    }

    @Test
    void givesUpTheSecondHolderOfANumberFirst() {
        Server first = server(1, null, 0);
        Server again = server(2, null, 0);
        Server youngest = server(3, null, 1);
        assertThat(Spread.surplus(SLOTTED, List.of(first, again, youngest), 1)).containsExactly(again);
    }

    @Test
    void zonesAreEvenHoweverServersComeAndGo() {
        SplittableRandom random = new SplittableRandom(7);
        List<Server> servers = new ArrayList<>();
        int next = 0;
        for (int round = 0; round < 2_000; round++) {
            int wanted = random.nextInt(30);
            // Some vanish by themselves, from anywhere.
            for (int gone = random.nextInt(3); gone > 0 && !servers.isEmpty(); gone--) {
                servers.remove(random.nextInt(servers.size()));
            }
            boolean even = uneven(servers) <= 1;
            if (servers.size() < wanted) {
                for (Spread.Place place : Spread.next(ZONED, servers, wanted - servers.size())) {
                    for (int i = 0; i < place.count(); i++) {
                        servers.add(server(next++, place.zone(), null));
                    }
                }
            } else {
                servers.removeAll(Spread.surplus(ZONED, servers, servers.size() - wanted));
            }
            assertThat(servers).hasSize(wanted);
            if (even) {
                assertThat(uneven(servers)).as("round %d", round).isLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-1, 5, 20, -",
                "20, 0, 20, -",
                "30, 18, 20, '20 servers are wanted, 12 more are allowed, so 8 are missing: ask for 12 or raise the quota'",
                "10, 12, 1, '1 servers are wanted, 0 more are allowed, so 1 are missing: raise the quota'"
            })
    void saysWhatTheQuotaLacks(int most, int used, int wanted, String words) {
        assertThat(Quota.refusal(new Limits(most, used, -1, 0, -1, 0), wanted)).isEqualTo(Optional.ofNullable(words));
    }

    private static int uneven(List<Server> servers) {
        Map<String, Integer> counts = new TreeMap<>(Map.of("a", 0, "b", 0, "c", 0));
        servers.forEach(server -> counts.merge(server.metadata().get(Marks.ZONE), 1, Integer::sum));
        return IntStream.of(counts.values().stream().mapToInt(i -> i).toArray())
                        .max()
                        .orElse(0)
                - IntStream.of(counts.values().stream().mapToInt(i -> i).toArray())
                        .min()
                        .orElse(0);
    }

    private static Server server(int number, String zone, Integer slot) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web"));
        if (zone != null) {
            marks.put(Marks.ZONE, zone);
        }
        if (slot != null) {
            marks.put(Marks.SLOT, slot.toString());
        }
        return Given.server("s" + number, "s" + number, ServerStatus.ACTIVE, NOW.plusSeconds(number), marks);
    }

    private static Recipe.Batch batch(List<String> zones, Map<String, String> metadata) {
        return new Recipe.Batch(
                4,
                "m1.nano",
                "none",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                metadata,
                Duration.ofSeconds(60),
                Duration.ofMinutes(30),
                2,
                zones,
                Optional.empty(),
                Rollout.CAREFUL,
                Health.ACTIVE);
    }
}
