package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BaseImage;
import io.bakehouse.model.Builder;
import io.bakehouse.model.Health;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Retention;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.ServerOptions;
import io.bakehouse.model.Verification;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The recipes of a run: one family of each kind, with deadlines short enough for a run to see them pass. */
final class Families {
    /** Adopted servers, a batch after each bake, replaced in waves. */
    static final String WEB = "web";
    /** A builder and a canary, by schedule. */
    static final String APP = "app";
    /** A builder that boots from a volume, and a person's approval. */
    static final String DB = "db";

    static final List<String> ALL = List.of(WEB, APP, DB);
    private static final Duration DEADLINE = Duration.ofMinutes(25);
    private static final Retention KEEP = new Retention(Optional.of(1), Optional.empty(), Duration.ofMinutes(30));

    private Families() {}

    /**
     * All recipes.
     *
     * @param revision a change of it is a change of all of them; with every other one, the third is built no more
     */
    static Recipes of(int revision) {
        String hex = revision(revision);
        return new Recipes(List.of(
                recipe(WEB, hex, Optional.of(batch(3)), false, Optional.empty(), false),
                recipe(APP, hex, Optional.of(batch(1)), false, Optional.of(policy()), true),
                recipe(DB, hex, Optional.empty(), true, Optional.empty(), revision % 2 == 0)));
    }

    static String revision(int number) {
        return String.format("%08x", number);
    }

    private static Recipe recipe(
            String family,
            String revision,
            Optional<Recipe.Batch> batch,
            boolean approval,
            Optional<RebakePolicy> policy,
            boolean builds) {
        boolean adopts = family.equals(WEB);
        return new Recipe(
                family,
                revision,
                "",
                new Recipe.Adopt(adopts ? List.of("node-*") : List.of(), Set.of(RunStatus.CHANGED)),
                new Recipe.Snapshot(Optional.empty(), DEADLINE),
                batch,
                builds ? Optional.of(builder(family.equals(DB))) : Optional.empty(),
                adopts ? Optional.empty() : Optional.of(verification()),
                approval,
                KEEP,
                policy);
    }

    private static RebakePolicy policy() {
        return new RebakePolicy(
                "15,45 * * * *", ZoneOffset.UTC, true, Optional.of(5), Optional.of(Duration.ofDays(30)), 1);
    }

    private static Recipe.Batch batch(int count) {
        return new Recipe.Batch(
                count,
                "m1.nano",
                "none",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Duration.ofMinutes(1),
                DEADLINE,
                2,
                List.of(),
                Optional.empty(),
                new Rollout(1, 1, Duration.ofMinutes(10)),
                Health.ACTIVE);
    }

    private static Builder builder(boolean onVolume) {
        return new Builder(
                new BaseImage(Optional.empty(), Optional.of("base"), Optional.empty(), Map.of()),
                options("#cloud-config\nphone_home: {url: \"@BAKEHOUSE_CALLBACK_URL@\"}\n"),
                Door.SENDER,
                onVolume ? Optional.of(10) : Optional.empty(),
                true,
                Duration.ofMinutes(5),
                DEADLINE,
                Duration.ZERO);
    }

    private static Verification verification() {
        return new Verification(
                options(null),
                Door.SENDER,
                Optional.of(0),
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(3),
                Duration.ofMinutes(15));
    }

    private static ServerOptions options(String userData) {
        return new ServerOptions(
                "m1.nano",
                "none",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.ofNullable(userData),
                Map.of());
    }
}
