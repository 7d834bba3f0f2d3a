package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What became of a family's name, as seeds of the simulation found; the numbers are those of the seeds. */
class NamesFoundBySeedsTest {
    private static final String NOW_TOO = NOW.toString();

    private final PracticeModel model = PracticeModel.usual(new VirtualClock(NOW));
    private final Cloud cloud = model.cloud();

    /** It got the name while it was revoked, and whoever gave it died before looking once more. */
    @Test
    void seed172228ARevokedImageThatStillHasTheNameLosesIt() {
        String id = image(model, Marks.STATE_CURRENT, Map.of(Marks.PROMOTED_AT, NOW_TOO, Marks.REVOKED_AT, NOW_TOO));
        PromoteImage.Decision decision =
                PromoteImage.decide(ready(id), List.of(cloud.image(id).orElseThrow()), 0, NOW);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Unpromoted.Revoked.class,
                        revoked -> assertThat(revoked.nameless()).isTrue());
        decision.act(cloud);
        assertThat(cloud.image(id).orElseThrow().name()).isNotEqualTo("web");
        assertThat(cloud.image(id).orElseThrow().hidden()).isTrue();
    }

    /** The same, and meanwhile a sweep had ended its bake. */
    @Test
    void seed190097ARevokedImageOfAFailedBakeLosesTheNameToo() {
        Map<String, String> ended =
                Records.ended("web", Marks.STATE_FAILED, "the image was revoked", NOW, Map.of(Marks.BAKE, BAKE));
        cloud.createRecord(Records.ofBake(BAKE), "bake", ended);
        String id = image(model, Marks.STATE_CURRENT, Map.of(Marks.PROMOTED_AT, NOW_TOO, Marks.REVOKED_AT, NOW_TOO));
        ImageVerified said = new ImageVerified(ready(id), true, new ImageVerified.Verdict(true, "yes-sayer", ""));
        List<Event> events = new PromoteImage(cloud, Given.recipes(), () -> NOW).promoteImage(said);
        assertThat(events).extracting(Event::type).containsExactly(EventType.BAKE_FAILED);
        assertThat(cloud.image(id).orElseThrow().name()).isNotEqualTo("web");
    }

    /** An old copy of what had led to its promotion met it after it had given way, and a list that did not show that. */
    @Test
    void seeds133516And246436AnImageThatWasAnnouncedAndGaveWayStaysAnnounced() {
        String id = image(model, Marks.STATE_PREVIOUS, Map.of(Marks.PROMOTED_AT, NOW_TOO));
        String newer = image(
                model,
                Marks.STATE_CURRENT,
                Map.of(Marks.BAKE, "web-2", Marks.PROMOTED_AT, NOW_TOO, Marks.RANK, "2027-01-01T00:00:00Z"));
        Image named = cloud.image(id).orElseThrow().marked(Map.of(Marks.STATE, Marks.STATE_CURRENT));
        List<Event> events = new PromoteImage.Decision.Announce(ready(id), named, true, List.of(), 3, NOW).act(cloud);
        assertThat(events).extracting(Event::type).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(cloud.image(id).orElseThrow().mark(Marks.PROMOTED_AT)).isPresent();
        assertThat(cloud.image(newer).orElseThrow().has(Marks.STATE, Marks.STATE_CURRENT))
                .isTrue();
    }

    /** The same, and the list showed it as it was before it was promoted. */
    @Test
    void anImageThatWasAnnouncedIsNotCalledSuperseded() {
        String id = image(model, Marks.STATE_PREVIOUS, Map.of(Marks.PROMOTED_AT, NOW_TOO));
        Image before = cloud.image(id).orElseThrow().marked(Map.of(Marks.PROMOTED_AT, ""));
        List<Event> events = new Unpromoted.Supersede(ready(id), before, Optional.empty(), NOW).act(cloud);
        assertThat(events).extracting(Event::type).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(cloud.image(id).orElseThrow().mark(Marks.PROMOTED_AT)).isPresent();
    }

    /** Two rollbacks to one image, and the one that was asked for first wrote last. */
    @Test
    void seed915779AnImageKeepsTheRankOfTheLatestRollbackToIt() {
        String id = image(model, Marks.STATE_PREVIOUS, Map.of(Marks.PROMOTED_AT, NOW_TOO));
        RollbackRequested later = new RollbackRequested("web", id, null, "rollback-2", null, NOW.plusSeconds(9));
        RollBack function = new RollBack(cloud, () -> NOW.plusSeconds(10));
        List<Event> told = function.rollBack(later);
        cloud.updateImage(id, ImageChange.mark(Map.of(Marks.RANK, NOW_TOO)));
        assertThat(function.rollBack(later))
                .extracting(Event::id)
                .containsExactly(told.get(0).id());
        assertThat(cloud.image(id).orElseThrow().rank()).isEqualTo(later.requestedAt());
    }

    private static ImageReady ready(String image) {
        return new ImageReady("web", BAKE, image, NOW, 30);
    }

    /** An image of ours in that cloud. */
    static String image(PracticeModel model, String state, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>();
        marks.put(Marks.ROLE, Marks.ROLE_IMAGE);
        marks.put(Marks.FAMILY, "web");
        marks.put(Marks.BAKE, BAKE);
        marks.put(Marks.SERVER, "s1");
        marks.put("instance_uuid", "s1");
        marks.put(Marks.STATE, state);
        marks.putAll(more);
        return model.addImage(model.site().project("demo"), "web", "private", marks);
    }
}
