package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.AllCommands;
import io.bakehouse.simulation.VirtualClock;
import java.time.Instant;
import java.util.List;
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
        NamesFoundBySeedsTest.image(model, Marks.STATE_CANDIDATE, Map.of(Marks.VERIFIED_AT, NOW.toString()));
        Command approve = AllCommands.on(cloud, Given.recipes(), () -> NOW).named("approve");
        CommandInput input = approve.input(JsonNodeFactory.instance.objectNode().put("bake", BAKE));
        Event first = approve.run(input, "click-1").events().get(0);
        assertThat(approve.run(input, "click-1").events()).containsExactly(first);
        assertThat(approve.run(input, "click-2").events().get(0).id()).isNotEqualTo(first.id());
    }

    /** Whoever wrote down that the image waits was refused everything after that, and nobody was asked. */
    @Test
    void seed196545ASweepAsksForAWordUntilSomebodyHearsOfIt() {
        Map<String, String> waits = Map.of(
                Marks.VERIFIED_AT, NOW.toString(),
                Marks.APPROVE_UNTIL, NOW.plus(Approval.PATIENCE).toString());
        Image image = BakeGiven.candidate(ImageStatus.ACTIVE, waits);
        Image record = BakeGiven.record(Map.of());
        assertThat(swept(image, record, NOW.plusSeconds(60))).isEmpty();
        assertThat(swept(image, record, NOW.plusSeconds(300)))
                .singleElement()
                .isInstanceOfSatisfying(
                        SweepAction.Look.class,
                        look -> assertThat(look.event().type()).isEqualTo(EventType.IMAGE_VERIFIED));
        Image told = image.marked(Map.of(Marks.TOLD_AT, NOW.toString()));
        assertThat(swept(told, record, NOW.plusSeconds(300))).isEmpty();
        Event asked = new Approval.Tell(READY, "then", NOW).act(cloud).get(0);
        assertThat(((Ending) asked.data()).record()).contains(READY.image());
    }

    /** The first request had left an image that stays queued, and what was said of the second one was lost. */
    @Test
    void seed385130ASweepGoesOnWithTheImageThatGotFurthest() {
        Instant before = NOW.minusSeconds(3600);
        Image left = Given.image("i0", BAKE, ImageStatus.QUEUED, Map.of(Marks.STATE, Marks.STATE_CANDIDATE), before);
        Image verified = BakeGiven.candidate(ImageStatus.ACTIVE, Map.of(Marks.VERIFIED_AT, before.toString()));
        Sweep.Sighting seen =
                new Sweep.Sighting(List.of(), List.of(left, verified), List.of(BakeGiven.record(Map.of())));
        assertThat(SweepBakes.decide(seen, NOW, NOW))
                .filteredOn(SweepAction.Look.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        SweepAction.Look.class,
                        look -> assertThat(((ImageVerified) look.event().data())
                                        .ready()
                                        .image())
                                .isEqualTo(verified.id()));
    }

    private static List<SweepAction> swept(Image image, Image record, Instant now) {
        return SweepBakes.decide(new Sweep.Sighting(List.of(), List.of(image), List.of(record)), now, now);
    }

    /** A person says that. */
    static ImageVerified said(boolean approved) {
        return new ImageVerified(
                READY, true, new ImageVerified.Verdict(approved, approved ? "yes-sayer" : "no-sayer", "too large"));
    }
}
