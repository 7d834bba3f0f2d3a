package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.practice.PracticeTimes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two images of one family are promoted at the same time, or a promotion dies: cut at every call of the cloud. */
class PromotionRaceTest {
    private static final Recipe RECIPE = VirtualBakery.recipe(4, Duration.ofMinutes(30), 2);
    private static final int MOST_CALLS = 20;

    private final VirtualBakery bakery = new VirtualBakery(PracticeTimes.usual(), RECIPE);

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anotherPromotionInTheMiddleLeavesTheNameToOneImage(int cut) {
        for (int first = 0; first < 2; first++) {
            PromotionRaceTest race = new PromotionRaceTest();
            List<Event> ready = race.twoReady();
            Event other = ready.get(1 - first);
            List<Event> told = new ArrayList<>();
            List<Event> mine = race.promote(ready.get(first), cut, () -> told.addAll(race.promote(other)));
            assertThat(told).as("the other promotion").isNotEmpty();
            told.addAll(mine);
            race.check(told);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPromotionThatDiesIsFinishedByTheNextDeliveryWhateverHappenedMeanwhile(int cut) {
        for (int first = 0; first < 2; first++) {
            PromotionRaceTest race = new PromotionRaceTest();
            List<Event> ready = race.twoReady();
            Event mine = ready.get(first);
            assertThatThrownBy(() -> race.promote(mine, cut, () -> {
                        throw new Killed();
                    }))
                    .isInstanceOf(Killed.class);
            List<Event> told = new ArrayList<>(race.promote(ready.get(1 - first)));
            told.addAll(race.promote(mine));
            race.check(told);
        }
    }

    /** Both images are complete and nobody has promoted either. */
    private List<Event> twoReady() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.addConvergedServer("node-02");
        bakery.converged("node-01", "run-1");
        bakery.clock.advanceTo(bakery.clock.instant().plusSeconds(1));
        bakery.converged("node-02", "run-2");
        while (bakery.engine.published(EventType.IMAGE_VERIFIED).size() < 2) {
            bakery.engine.runNext();
        }
        assertThat(bakery.named()).isEmpty();
        return bakery.engine.published(EventType.IMAGE_VERIFIED);
    }

    private void check(List<Event> told) {
        assertThat(bakery.named()).as("images called web").hasSize(1);
        assertThat(bakery.images())
                .as("current images")
                .filteredOn(image -> image.has(Marks.STATE, Marks.STATE_CURRENT))
                .containsExactlyElementsOf(bakery.named());
        Image newest = bakery.images().stream().max(Image.SENIORITY).orElseThrow();
        assertThat(bakery.named()).containsExactly(newest);
        assertThat(bakery.open()).as("open records").isEmpty();
        assertThat(told.stream()
                        .filter(event -> event.type().isTerminal())
                        .map(event -> event.data().subject()))
                .as("terminal events")
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(told.stream().filter(event -> event.type() == EventType.BATCH_REQUESTED))
                .isNotEmpty();
    }

    private List<Event> promote(Event ready) {
        return promote(ready, MOST_CALLS, () -> {});
    }

    /** Promotes, and lets something else happen before the call of that number. */
    private List<Event> promote(Event ready, int cut, Runnable meanwhile) {
        Functions functions =
                new Functions(interrupted(cut, meanwhile), new Recipes(List.of(RECIPE)), bakery.clock, event -> {});
        try {
            return functions.invoke("promote-image", ready.data());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Cloud interrupted(int cut, Runnable meanwhile) {
        Cloud cloud = bakery.cloud.cloud();
        int[] calls = {0};
        return (Cloud) Proxy.newProxyInstance(
                Cloud.class.getClassLoader(), new Class<?>[] {Cloud.class}, (proxy, method, arguments) -> {
                    if (calls[0]++ == cut) {
                        meanwhile.run();
                    }
                    try {
                        return method.invoke(cloud, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
