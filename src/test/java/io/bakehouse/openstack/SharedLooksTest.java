package io.bakehouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.Marks;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedLooksTest {
    private static final String LIST = "GET image/v2/images";

    private final VirtualClock clock = new VirtualClock();
    private final PracticeModel model = PracticeModel.usual(clock);
    private final Cloud cloud = new SharedLooks(model.cloud(), clock);

    @Test
    void looksAtTheSameMomentCostOneCall() {
        for (int i = 0; i < 200; i++) {
            cloud.imagesInFlight();
        }
        assertThat(model.calls().of(LIST)).isEqualTo(1);
    }

    @Test
    void aLaterLookSeesWhatHasChanged() {
        String server = model.addConvergedServer("node-01");
        assertThat(cloud.imagesInFlight()).isEmpty();
        cloud.createImage(
                server,
                "web-1",
                Map.of(Marks.ROLE, Marks.ROLE_IMAGE, Marks.FAMILY, "web", Marks.STATE, Marks.STATE_CANDIDATE));
        clock.pass(SharedLooks.FRESH);
        assertThat(cloud.imagesInFlight()).hasSize(1);
        assertThat(model.calls().of(LIST)).isEqualTo(2);
    }

    @Test
    void whatALookAtAFamilyHasShownIsThereOnceAndOnlyForAMoment() {
        assertThat(cloud.familyJustSeen("web")).isEmpty();
        cloud.lookAtFamily("web");
        assertThat(cloud.familyJustSeen("db")).isEmpty();
        assertThat(cloud.familyJustSeen("web")).isPresent();
        assertThat(cloud.familyJustSeen("web")).isEmpty();
        cloud.lookAtFamily("web");
        clock.pass(JustSeen.RECENT);
        assertThat(cloud.familyJustSeen("web")).isEmpty();
        assertThat(model.calls().of(LIST)).isEqualTo(2);
    }

    @Test
    void whatWasSeenIsOldOnceAnImageWasChangedOrMayHaveBeen() {
        String server = model.addConvergedServer("node-01");
        List<Runnable> changes = List.of(
                () -> cloud.createRecord("2c1b5d1e-7b39-4a4e-9c55-3f3b1a3f0c11", "record", Map.of()),
                () -> cloud.createImage(server, "web-1", Map.of(Marks.FAMILY, "web")),
                () -> cloud.updateImage("2c1b5d1e-7b39-4a4e-9c55-3f3b1a3f0c11", ImageChange.mark(Map.of("a", "b"))),
                () -> cloud.deleteImage("2c1b5d1e-7b39-4a4e-9c55-3f3b1a3f0c11"));
        for (Runnable change : changes) {
            cloud.lookAtFamily("web");
            change.run();
            assertThat(cloud.familyJustSeen("web")).isEmpty();
        }
        cloud.lookAtFamily("web");
        model.faults().next("PATCH image/v2/images/{id}", 1, Fault.refused(503));
        assertThatThrownBy(() -> cloud.updateImage("any", ImageChange.mark(Map.of("a", "b"))))
                .isInstanceOf(CloudException.class);
        assertThat(cloud.familyJustSeen("web")).isEmpty();
    }

    @Test
    void aLookDuringWhichAnImageIsChangedIsNotKept() {
        JustSeen seen = new JustSeen(clock);
        seen.look("web", () -> {
            seen.changed();
            return List.of();
        });
        assertThat(seen.take("web")).isEmpty();
    }

    @Test
    void aLookThatFailedIsNotShared() {
        model.faults().next(LIST, 1, Fault.refused(503));
        assertThatThrownBy(cloud::imagesInFlight).isInstanceOf(CloudException.class);
        assertThat(cloud.imagesInFlight()).isEmpty();
    }

    @Test
    void otherListsAreAlwaysAsked() {
        cloud.images(ImageQuery.ours());
        cloud.images(ImageQuery.ours());
        assertThat(model.calls().of(LIST)).isEqualTo(2);
    }
}
