package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.NoticeRequested;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of an end. */
class NotifyTest {
    private static final Ending BAKE = Ending.ofBake(EventType.BAKE_FAILED, "web", "web-1", null, "Broken", NOW);

    @Test
    void eachSinkThatWantsItIsToldByAnEventOfItsOwn() {
        List<Event> events = Notify.decide(BAKE, List.of("ops", "chat"));

        assertThat(events)
                .extracting(Event::data)
                .containsExactly(new NoticeRequested("ops", BAKE), new NoticeRequested("chat", BAKE));
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void aSinkIsNotToldThatItCouldNotBeTold() {
        String cause = new NoticeRequested("ops", BAKE).failure();
        Ending failure = Ending.ofCommand(EventType.EVENT_FAILED, "web", null, cause, "Not told", NOW);

        assertThat(Notify.decide(failure, List.of("ops", "chat")))
                .extracting(Event::data)
                .containsExactly(new NoticeRequested("chat", failure));
    }
}
