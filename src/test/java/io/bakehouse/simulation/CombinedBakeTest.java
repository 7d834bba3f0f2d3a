package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The combined route as a whole: a builder is bootstrapped, baked, verified by a canary, and promoted. */
class CombinedBakeTest {
    private static final Duration LIMIT = Duration.ofHours(3);

    private VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), BuilderBakery.recipe());

    @Test
    void bootstrapsBakesVerifiesAndPromotes() {
        BuilderBakery.request(bakery, "first");
        Server builder = BuilderBakery.converge(bakery, Duration.ofMinutes(10));
        assertThat(builder.mark(Marks.BASE)).contains(bakery.cloud.baseImage());
        assertThat(builder.mark(Marks.DEADLINE)).isPresent();
        BuilderBakery.satisfy(bakery, Duration.ofMinutes(10));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        Image image = bakery.named().get(0);
        assertThat(image.mark(Marks.BASE)).contains(bakery.cloud.baseImage());
        assertThat(image.mark(Marks.BASE_CHECKSUM)).isPresent();
        assertThat(image.mark(Marks.CANARY_IDENTITY)).isPresent();
        assertThat(image.has(Marks.STATE, Marks.STATE_CURRENT)).isTrue();
        nothingIsLeft();
    }

    @Test
    void stopsTheBuilderBeforeItsSnapshot() {
        BuilderBakery.request(bakery, "first");
        Server builder = BuilderBakery.converge(bakery, Duration.ofMinutes(10));
        bakery.engine.runFor(Duration.ofSeconds(30));
        assertThat(bakery.cloud.actions().of(builder.id()))
                .extracting(action -> action.action())
                .contains("stop", "createImage");
    }

    @Test
    void equalRequestsAreOneBake() {
        BuilderBakery.request(bakery, "same");
        bakery.engine.runFor(Duration.ofSeconds(5));
        for (int i = 0; i < 5; i++) {
            bakery.engine.publish(List.of(io.bakehouse.model.Event.of(
                    EventType.BAKE_REQUESTED,
                    new io.bakehouse.model.BakeRequested("web", "same", "again", null, bakery.clock.instant()),
                    i)));
        }
        BuilderBakery.converge(bakery, Duration.ofMinutes(10));
        BuilderBakery.satisfy(bakery, Duration.ofMinutes(10));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED);
        nothingIsLeft();
    }

    @Test
    void aCanaryThatStillHasSomethingToDoRejectsTheImage() {
        BuilderBakery.request(bakery, "first");
        BuilderBakery.converge(bakery, Duration.ofMinutes(10));
        bakery.engine.runFor(Duration.ofMinutes(10));
        Server canary = BuilderBakery.server(bakery, Marks.ROLE_CANARY);
        BuilderBakery.report(bakery, BuilderBakery.run(bakery, canary, RunStatus.CHANGED, 7, "drift"));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_REJECTED);
        assertThat(bakery.endings().get(0).words()).contains("7 changes").contains("0 are allowed");
        assertThat(bakery.named()).isEmpty();
        Image rejected = bakery.cloud
                .cloud()
                .images(new ImageQuery(true, java.util.Map.of(Marks.STATE, Marks.STATE_REJECTED)))
                .get(0);
        assertThat(rejected.mark(Marks.REASON))
                .hasValueSatisfying(reason -> assertThat(reason).contains("7 changes"));
        nothingIsLeft();
    }

    @Test
    void aCloneOfItsBuilderIsRejected() {
        BuilderBakery.request(bakery, "first");
        BuilderBakery.converge(bakery, Duration.ofMinutes(10));
        bakery.engine.runFor(Duration.ofMinutes(10));
        Server canary = BuilderBakery.server(bakery, Marks.ROLE_CANARY);
        BuilderBakery.report(bakery, BuilderBakery.phoneHome(bakery, canary, "ed25519:builder"));
        BuilderBakery.report(bakery, BuilderBakery.run(bakery, canary, RunStatus.UNCHANGED, 0, "none"));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_REJECTED);
        assertThat(bakery.endings().get(0).words()).contains("same SSH host key (ed25519) as the builder");
        nothingIsLeft();
    }

    @Test
    void aVerifiedImageWaitsForApproval() {
        bakery = new VirtualBakery(
                PracticeTimes.usual(),
                BuilderBakery.recipe(
                        BuilderBakery.builder(Duration.ZERO), Optional.of(BuilderBakery.verification()), true));
        BuilderBakery.request(bakery, "first");
        BuilderBakery.converge(bakery, Duration.ofMinutes(10));
        BuilderBakery.satisfy(bakery, Duration.ofMinutes(10));
        bakery.engine.runUntilQuiet(LIMIT);
        bakery.sweep(3);
        assertThat(bakery.ends()).containsExactly(EventType.APPROVAL_REQUESTED);
        assertThat(bakery.named()).isEmpty();
        bakery.engine.runFor(Duration.ofDays(7));
        bakery.sweep(2);
        assertThat(bakery.ends()).containsExactly(EventType.APPROVAL_REQUESTED, EventType.IMAGE_REJECTED);
        assertThat(bakery.endings().get(1).words()).contains("nobody approved it");
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        bakery.engine.runFor(Duration.ofMinutes(1));
        assertThat(bakery.servers()).isEmpty();
        assertThat(bakery.open()).isEmpty();
        assertThat(bakery.engine.deadLetters()).isEmpty();
    }
}
