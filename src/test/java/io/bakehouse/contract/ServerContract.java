package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.Limits;
import io.bakehouse.openstack.ServerQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the contract about servers. */
public abstract class ServerContract extends CloudContract {

    @Test
    void serversCarryMarksAndTagsFromTheFirstList() {
        cloud.createServers(spec(), 3);

        List<Server> first = listed(3);
        assertThat(first).hasSize(3).allSatisfy(server -> {
            assertThat(server.isOurs()).isTrue();
            assertThat(server.mark(Marks.FAMILY)).contains(run);
            assertThat(server.tags()).contains(run, Marks.serverTag());
            assertThat(server.status()).isIn(ServerStatus.BUILD, ServerStatus.ACTIVE);
            assertThat(server.image()).isEqualTo(bench.baseImage());
            assertThat(server.fault()).isNull();
        });
        assertThat(first).extracting(Server::name).containsExactlyInAnyOrder(run + "-1", run + "-2", run + "-3");
        List<Server> later = until(
                "all are ACTIVE",
                () -> cloud.servers(tagged()),
                all -> all.size() == 3 && all.stream().allMatch(server -> server.status() == ServerStatus.ACTIVE));
        assertThat(later).extracting(Server::taskState).containsOnlyNulls();
    }

    @Test
    void aSingleServerKeepsItsPlainName() {
        Server server = active();

        assertThat(server.name()).isEqualTo(run);
        assertThat(cloud.server(server.id())).contains(server);
    }

    @Test
    void listsByTagByNameAndByBoth() {
        cloud.createServers(spec(), 2);
        cloud.createServers(spec(run + "-other", Map.of()), 1);

        built(3);
        assertThat(cloud.servers(ServerQuery.named(run + "-1"))).hasSize(1);
        assertThat(cloud.servers(ServerQuery.named(run))).isEmpty();
        assertThat(cloud.servers(new ServerQuery(run, run + "-other"))).hasSize(1);
        assertThat(cloud.servers(new ServerQuery(run + "x", null))).isEmpty();
        assertThat(cloud.servers(ServerQuery.named(run + "-."))).isEmpty();
    }

    @Test
    void aNameIsNoRegularExpression() {
        String odd = run + ".a+b(c)[d]{2}^$|*?\\w 'q' \"r\" ü&=%;#";
        cloud.createServers(spec(odd, Map.of()), 1);
        cloud.createServers(spec(run + "Xaab", Map.of()), 1);
        built(2);

        assertThat(cloud.servers(ServerQuery.named(odd)))
                .extracting(Server::name)
                .containsExactly(odd);
        assertThat(cloud.servers(ServerQuery.named(run + ".*"))).isEmpty();
        assertThat(cloud.servers(ServerQuery.named(run.toUpperCase(java.util.Locale.ROOT) + "Xaab")))
                .isEmpty();
    }

    @Test
    void aServerIsFoundByItsWholeAddressOnly() {
        Server server = active();
        Assumptions.assumeFalse(server.addresses().isEmpty(), "this cloud's servers have no network");
        String address = server.addresses().get(0);

        assertThat(cloud.servers(ServerQuery.address(address)))
                .extracting(Server::id)
                .contains(server.id());
        assertThat(cloud.servers(ServerQuery.address(address.substring(0, address.length() - 1))))
                .extracting(Server::id)
                .doesNotContain(server.id());
        assertThat(cloud.servers(ServerQuery.address("192.0.2.1"))).isEmpty();
        assertThat(cloud.servers(ServerQuery.address("2001:db8::1"))).isEmpty();
    }

    @Test
    void aListIsWholeHoweverManyPagesItHas() {
        cloud.createServers(spec(), 5);
        built(5);

        assertThat(bench.small().servers(tagged()))
                .extracting(Server::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        cloud.servers(tagged()).stream().map(Server::id).toList())
                .hasSize(5);
    }

    @Test
    void deletingTwiceIsNoError() {
        Server server = active();

        cloud.deleteServer(server.id());
        until("the server is gone", () -> cloud.server(server.id()), java.util.Optional::isEmpty);
        cloud.deleteServer(server.id());
        assertThat(cloud.servers(tagged())).isEmpty();
    }

    @Test
    void aStoppedServerIsShutOffAndCannotBeStoppedAgain() {
        Server server = active();

        cloud.stopServer(server.id());
        until(
                "the server is SHUTOFF",
                () -> cloud.server(server.id()).orElseThrow(),
                seen -> seen.status() == ServerStatus.SHUTOFF && seen.taskState() == null);
        assertThat(failure(() -> cloud.stopServer(server.id())).kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(cloud.failureOf(server.id(), "stop")).isEmpty();
    }

    @Test
    void theServersOfABakeAreFoundByItsTag() {
        ServerSpec plain = spec();
        ServerSpec builder = new ServerSpec(
                plain.name(),
                plain.image(),
                plain.flavor(),
                plain.network(),
                null,
                List.of(),
                null,
                null,
                plain.metadata(),
                List.of(run, Marks.serverTag(), Marks.bakeTag(), Marks.bakeTag(run)));
        cloud.createServers(builder, 1);
        cloud.createServers(spec(run + "-batch", Map.of()), 1);
        built(2);

        List<Server> bake = cloud.servers(ServerQuery.bake(run));
        assertThat(bake).extracting(Server::name).containsExactly(run);
        assertThat(cloud.servers(ServerQuery.bake(run + "-batch"))).isEmpty();
        assertThat(cloud.serversInFlight())
                .extracting(Server::name)
                .contains(run)
                .doesNotContain(run + "-batch");
    }

    @Test
    void marksAreAddedAndReplacedAndTheOthersStay() {
        Server server = active(spec(run, Map.of("kept", "yes", "replaced", "old")));

        cloud.markServer(server.id(), Map.of("replaced", "new", Marks.UNEXPLAINED_SINCE, "2026-01-01T00:00:00Z"));

        assertThat(cloud.server(server.id()).orElseThrow().metadata())
                .containsEntry("kept", "yes")
                .containsEntry("replaced", "new")
                .containsEntry(Marks.UNEXPLAINED_SINCE, "2026-01-01T00:00:00Z")
                .containsEntry(Marks.FAMILY, run);
    }

    @Test
    void aServerInErrorSaysWhy() {
        cloud.createServers(faulty(CloudFault.BOOT_FAILS), 1);

        List<Server> servers = until(
                "the server is in ERROR",
                () -> cloud.servers(tagged()),
                all -> all.size() == 1 && all.get(0).status() == ServerStatus.ERROR);
        assertThat(servers.get(0).fault()).isNotBlank();
        assertThat(cloud.server(servers.get(0).id()).orElseThrow().fault())
                .isEqualTo(servers.get(0).fault());
    }

    @Test
    void unknownServersAreEmptyOrGone() {
        String unknown = UUID.randomUUID().toString();

        for (String id : List.of(unknown, "no-uuid", "../../images", "a b/c?d", "")) {
            assertThat(cloud.server(id)).isEmpty();
            cloud.deleteServer(id);
            assertThat(cloud.failureOf(id, "createImage")).isEmpty();
            assertThat(failure(() -> cloud.markServer(id, Map.of("a", "b"))).kind())
                    .isEqualTo(Kind.GONE);
            assertThat(failure(() -> cloud.createImage(id, run, Map.of())).kind())
                    .isEqualTo(Kind.GONE);
            assertThat(failure(() -> cloud.stopServer(id)).kind()).isEqualTo(Kind.GONE);
        }
    }

    @Test
    void aFlavorNetworkOrImageThatIsNotThereIsABadRequest() {
        ServerSpec good = spec();
        String none = UUID.randomUUID().toString();

        assertThat(failure(() -> cloud.createServers(with(good, good.image(), "no-flavor", good.network()), 1)))
                .hasMessageContaining("no-flavor")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.createServers(with(good, good.image(), good.flavor(), "no-network"), 1)))
                .hasMessageContaining("no-network")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.createServers(with(good, good.image(), good.flavor(), none), 1))
                        .kind())
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.createServers(with(good, none, good.flavor(), good.network()), 1))
                        .kind())
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.createServers(good.in(none), 1)).kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.createServers(good.in(run), 1)))
                .hasMessageContaining(run)
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.createServers(good, 0)).kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(cloud.servers(tagged())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 20_000})
    void whatNovaRefusesNeverRepeatsTheUserData(int times) {
        ServerSpec good = spec();
        ServerSpec bad = new ServerSpec(
                good.name(),
                good.image(),
                good.flavor(),
                good.network(),
                null,
                List.of(),
                null,
                "s3cr3t".repeat(times),
                good.metadata(),
                good.tags());

        assertThat(failure(() -> cloud.createServers(bad, 1)))
                .hasMessageNotContainingAny("s3cr3t", "czNjcjN0")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
    }

    @Test
    void aNameThatIsTooLongIsABadRequestAndSaysSo() {
        assertThat(failure(() -> cloud.createServers(spec("x".repeat(256), Map.of()), 1)))
                .hasMessageContaining("name")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
    }

    @Test
    void serversWithoutNetworkHaveNoAddressAndOthersHaveOne() {
        ServerSpec good = spec();
        Server server = active();
        cloud.createServers(with(good, good.image(), good.flavor(), "none"), 1);

        assertThat(server.addresses()).hasSize("none".equals(bench.network()) ? 0 : 1);
        List<Server> all = until(
                "both are ACTIVE",
                () -> cloud.servers(tagged()),
                list -> list.size() == 2 && list.stream().allMatch(one -> one.status() == ServerStatus.ACTIVE));
        assertThat(all)
                .filteredOn(one -> !one.id().equals(server.id()))
                .extracting(Server::addresses)
                .containsExactly(List.of());
    }

    @Test
    void limitsCountWhatTheProjectUses() {
        Limits before = cloud.limits();
        active();
        Limits after = cloud.limits();

        assertThat(after.usedServers()).isEqualTo(before.usedServers() + 1);
        assertThat(after.usedCores()).isGreaterThan(before.usedCores());
        assertThat(after.usedRamMb()).isGreaterThan(before.usedRamMb());
        assertThat(after.maxServers()).isEqualTo(before.maxServers()).isGreaterThanOrEqualTo(-1);
    }

    @Test
    void createdAtIsAboutNowAndOrdersThem() {
        Server first = active();
        advance(Duration.ofSeconds(2));
        cloud.createServers(spec(run + "-b", Map.of()), 1);

        assertThat(cloud.servers(tagged()).stream().sorted(Server.SENIORITY).map(Server::id))
                .hasSize(2)
                .startsWith(first.id());
        assertThat(Set.copyOf(cloud.servers(tagged()))).hasSize(2);
    }

    private static ServerSpec with(ServerSpec spec, String image, String flavor, String network) {
        return new ServerSpec(
                spec.name(),
                image,
                flavor,
                network,
                null,
                List.of(),
                null,
                spec.userData(),
                spec.metadata(),
                spec.tags());
    }

    /** While Nova hands a server from the scheduler to a cell, a list may come without it: so many, sooner or later. */
    private List<Server> listed(int count) {
        return until("there are " + count, () -> cloud.servers(tagged()), all -> all.size() == count);
    }

    /** So many servers, which Nova moves no more. */
    private void built(int count) {
        until(
                "all are ACTIVE",
                () -> cloud.servers(tagged()),
                all -> all.size() == count && all.stream().allMatch(server -> server.status() == ServerStatus.ACTIVE));
    }
}
