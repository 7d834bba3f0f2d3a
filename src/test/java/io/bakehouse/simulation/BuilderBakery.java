package io.bakehouse.simulation;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Retention;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerOptions;
import io.bakehouse.model.Verification;
import io.bakehouse.openstack.ServerQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a test of the combined route needs: recipes with a builder, requests for it, and reports of its servers. */
public final class BuilderBakery {
    /** How long a builder may take to report. */
    public static final Duration DEADLINE = Duration.ofMinutes(40);

    private BuilderBakery() {}

    /** A family {@code web} that is built on {@code base} and verified by a config run and phone_home. */
    public static Recipe recipe() {
        return recipe(builder(Duration.ZERO), Optional.of(verification()), false);
    }

    /** The same for another family. */
    public static Recipe recipe(String family) {
        return recipe(family, builder(Duration.ZERO), Optional.of(verification()), false);
    }

    /** The same with another builder, gate or way of promotion. */
    public static Recipe recipe(Builder builder, Optional<Verification> verification, boolean approval) {
        return recipe("web", builder, verification, approval);
    }

    private static Recipe recipe(
            String family, Builder builder, Optional<Verification> verification, boolean approval) {
        return new Recipe(
                family,
                "0badcafe",
                "",
                new Recipe.Adopt(List.of(), Set.of(RunStatus.CHANGED)),
                new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1)),
                VirtualBakery.recipe(0, Duration.ofHours(1), 2).batch(),
                Optional.of(builder),
                verification,
                approval,
                Retention.ALL,
                Optional.empty());
    }

    /** A builder that is stopped first, and kept for so long when its bake fails. */
    public static Builder builder(Duration keepFor) {
        String userData = "#cloud-config\nphone_home: {url: \"@BAKEHOUSE_CALLBACK_URL@\"}\n";
        return new Builder(
                new BaseImage(Optional.empty(), Optional.of("base"), Optional.empty(), Map.of()),
                options(Optional.of(userData)),
                "puppet",
                Optional.empty(),
                true,
                Duration.ofMinutes(10),
                DEADLINE,
                keepFor);
    }

    /** A gate with a config run that finds nothing to do, and phone_home. */
    public static Verification verification() {
        return new Verification(
                options(Optional.empty()),
                "puppet",
                Optional.of(0),
                true,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(3),
                Duration.ofMinutes(15));
    }

    /** A gate with nothing but a config run that finds nothing to do. */
    public static Verification configRunOnly() {
        return new Verification(
                options(Optional.empty()),
                "puppet",
                Optional.of(0),
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(3),
                Duration.ofMinutes(15));
    }

    private static ServerOptions options(Optional<String> userData) {
        return new ServerOptions(
                "m1.nano", "none", Optional.empty(), List.of(), Optional.empty(), userData, Map.of("tier", "web"));
    }

    /** Somebody wants the family baked. */
    public static Event request(VirtualBakery bakery, String cause) {
        Event event = Event.of(
                EventType.BAKE_REQUESTED,
                new BakeRequested("web", cause, "a test wants it", null, bakery.clock.instant()));
        bakery.engine.publish(List.of(event));
        return event;
    }

    /** The only server of that role. */
    public static Server server(VirtualBakery bakery, String role) {
        List<Server> servers = servers(bakery, role);
        if (servers.size() != 1) {
            throw new AssertionError("one " + role + " is expected: " + servers);
        }
        return servers.get(0);
    }

    /** Builders or canaries that are not leaving. */
    public static List<Server> servers(VirtualBakery bakery, String role) {
        return bakery.cloud.cloud().servers(ServerQuery.builders()).stream()
                .filter(server -> server.metadata().get(Marks.ROLE).equals(role) && !server.isLeaving())
                .toList();
    }

    /** A config run on that server ends and is reported to the callback. */
    public static ConfigRun run(VirtualBakery bakery, Server server, RunStatus status, Integer changes, String id) {
        String failure = status == RunStatus.FAILED ? "Package[nginx] could not be installed" : null;
        return new ConfigRun(
                        "puppet",
                        id,
                        status,
                        List.of(server.name()),
                        null,
                        null,
                        changes,
                        failure,
                        null,
                        null,
                        bakery.clock.instant())
                .calledBy(new ConfigRun.Caller(
                        server.metadata().get(Marks.BAKE), server.metadata().get(Marks.ROLE)));
    }

    /** cloud-init's phone_home of that server, with those SSH host keys. */
    public static ConfigRun phoneHome(VirtualBakery bakery, Server server, String... identity) {
        return new ConfigRun(
                "cloud-init",
                server.id(),
                RunStatus.COMPLETED,
                List.of(server.name()),
                List.of(server.id()),
                null,
                null,
                null,
                null,
                null,
                new ConfigRun.Caller(
                        server.metadata().get(Marks.BAKE), server.metadata().get(Marks.ROLE)),
                List.of(identity),
                null,
                bakery.clock.instant());
    }

    /** Hands a report to the bakery. */
    public static void report(VirtualBakery bakery, ConfigRun run) {
        Object caller = run.caller() == null ? "" : run.caller();
        bakery.engine.publish(List.of(Event.of(EventType.CONFIG_RUN_FINISHED, run, caller)));
    }

    /** A builder that converges after that time. */
    public static Server converge(VirtualBakery bakery, Duration after) {
        bakery.engine.runFor(after);
        Server builder = server(bakery, Marks.ROLE_BUILDER);
        report(bakery, phoneHome(bakery, builder, "ed25519:builder"));
        bakery.engine.runFor(Duration.ofSeconds(1));
        report(bakery, run(bakery, builder, RunStatus.CHANGED, 12, "build-1"));
        return builder;
    }

    /** A canary on which nothing is left to do, after that time. */
    public static Server satisfy(VirtualBakery bakery, Duration after) {
        bakery.engine.runFor(after);
        Server canary = server(bakery, Marks.ROLE_CANARY);
        report(bakery, phoneHome(bakery, canary, "ed25519:canary" + canary.id()));
        report(bakery, run(bakery, canary, RunStatus.UNCHANGED, 0, "canary-" + canary.id()));
        return canary;
    }
}
