package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.openstack.ImageChange;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only who cannot have known that a family's name was given away is excused. */
class NamingTest {
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final World world = new World(
            0, new Troubles(0, EnumSet.noneOf(Trouble.class), struck -> true), new Trace(false), Families.of(0));

    private final Naming naming = world.naming;
    private final List<Image> images = Stream.of("a", "b")
            .map(id -> new Image(
                    id, "web", ImageStatus.ACTIVE, World.START, World.START, 0, null, "", "", false, false, Map.of()))
            .toList();

    /** The step before, by the same process, had looked for it, at a list that lagged. */
    @Test
    void seed3297048WhatAnEarlierStepOfTheProcessSawTooLateIsARace() {
        named(0, "a");
        naming.begins(1);
        naming.answered("lookAtFamily", Duration.ofSeconds(2));
        named(1, "b");
        assertThat(naming.isRace(images)).isTrue();
    }

    @Test
    void whoeverSawItIsNotExcused() {
        named(0, "a");
        naming.begins(1);
        naming.answered("lookAtFamily", Duration.ZERO);
        named(1, "b");
        assertThat(naming.isRace(images)).isFalse();
    }

    @Test
    void whatAnotherProcessSawExcusesNobody() {
        named(0, "a");
        naming.begins(2);
        naming.answered("images", Duration.ofSeconds(2));
        named(1, "b");
        assertThat(naming.isRace(images)).isFalse();
    }

    @Test
    void whatWasSeenLongAgoIsNotRemembered() {
        naming.begins(1);
        naming.answered("lookAtFamily", Duration.ZERO);
        world.clock.pass(Duration.ofSeconds(2));
        named(0, "a");
        named(1, "b");
        assertThat(naming.isRace(images)).isFalse();
    }

    private void named(int process, String image) {
        world.clock.pass(MOMENT);
        naming.begins(process);
        naming.asked(
                "updateImage", new Object[] {image, ImageChange.mark(Map.of()).rename("web")});
        world.clock.pass(MOMENT);
    }
}
