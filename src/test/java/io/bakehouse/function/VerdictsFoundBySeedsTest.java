package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.Event;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.AllCommands;
import io.bakehouse.simulation.VirtualClock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What became of people's words about candidates, as seeds of the simulation found; the numbers are those of the seeds. */
class VerdictsFoundBySeedsTest {
    private final PracticeModel model = PracticeModel.usual(new VirtualClock(NOW));
    private final Cloud cloud = model.cloud();

    /** Two people said the opposite in the same second, and each was obeyed in part. */
    @Test
    void seeds149And18946And24491And26937TheFirstWordOfAPersonIsEverybodys() {
        assertThat(Verdicts.first(cloud, said(false), NOW).verdict().approved()).isFalse();
        ImageVerified.Verdict second =
                Verdicts.first(cloud, said(true), NOW.plusSeconds(1)).verdict();
        assertThat(second).isEqualTo(new ImageVerified.Verdict(false, "no-sayer", "too large"));
    }

    /** There was no room to write down who came first, and an image got its family's name while it was rejected. */
    @Test
    void seeds59581And9753AWordThatFindsNoRoomComesAgain() {
        AtomicBoolean full = new AtomicBoolean(true);
        model.faults()
                .add(call -> full.get() && call.template().startsWith("POST image") ? Fault.refused(413) : Fault.NONE);
        assertThatThrownBy(() -> Verdicts.first(cloud, said(false), NOW))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.RETRY_LATER));
        full.set(false);
        assertThat(Verdicts.first(cloud, said(true), NOW)).isEqualTo(said(true));
        assertThat(Verdicts.first(cloud, said(false), NOW)).isEqualTo(said(true));
    }

    /** It was decided in two ways, because what the first delivery did could not be written down. */
    @Test
    void seeds10659And19573And28043And29918ACommandWhoseEndFindsNoRoomComesAgain() {
        model.faults().add(call -> call.template().startsWith("POST image") ? Fault.refused(413) : Fault.NONE);
        assertThatThrownBy(() -> CommandRecord.refuse(cloud, "retire", "retire-1", "web", null, "the plan is old", NOW))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.RETRY_LATER))
                .hasMessageContaining("delete images, or have it raised");
    }

    /** A person's word had become a dead letter, and saying it once more was dropped as a duplicate. */
    @Test
    void seeds58825And63435AWordThatIsSaidOnceMoreIsHeardOnceMore() {
        Map<String, String> marks = Map.of(
                Marks.ROLE,
                Marks.ROLE_IMAGE,
                Marks.FAMILY,
                "web",
                Marks.BAKE,
                BAKE,
                Marks.SERVER,
                "s1",
                "instance_uuid",
                "s1",
                Marks.STATE,
                Marks.STATE_CANDIDATE,
                Marks.VERIFIED_AT,
                NOW.toString());
        model.addImage(model.site().project("demo"), "web", "private", marks);
        Command approve = AllCommands.on(cloud, Given.recipes(), () -> NOW).named("approve");
        CommandInput input = approve.input(JsonNodeFactory.instance.objectNode().put("bake", BAKE));
        Event first = approve.run(input, "click-1").events().get(0);
        assertThat(approve.run(input, "click-1").events()).containsExactly(first);
        assertThat(approve.run(input, "click-2").events().get(0).id()).isNotEqualTo(first.id());
    }

    /** A person says that. */
    static ImageVerified said(boolean approved) {
        return new ImageVerified(
                READY, true, new ImageVerified.Verdict(approved, approved ? "yes-sayer" : "no-sayer", "too large"));
    }
}
