package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.function.Notify;
import io.bakehouse.function.SendNotice;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.NoticeRequested;
import io.bakehouse.platform.EventSink;
import io.bakehouse.platform.SinkException;
import io.bakehouse.platform.Sinks;
import io.bakehouse.practice.PracticeModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sinks that do not answer, on virtual time. */
class NoticesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Map<String, EventSink> sinks = new TreeMap<>();
    private final VirtualEngine engine = new VirtualEngine(clock, FunctionTable.packaged(), this::invoke);

    private List<Event> invoke(String function, EventData data) {
        Sinks all = new Sinks() {
            @Override
            public List<String> wanting(Ending ending) {
                return List.copyOf(sinks.keySet());
            }

            @Override
            public Optional<EventSink> named(String name) {
                return Optional.ofNullable(sinks.get(name));
            }
        };
        return function.equals("notify")
                ? new Notify(PracticeModel.usual(clock).cloud(), all, clock).tell((Ending) data)
                : new SendNotice(all).send((NoticeRequested) data);
    }

    private void promote() {
        engine.publish(
                List.of(Ending.ofBake(EventType.IMAGE_PROMOTED, "web", "web-1", "image-1", "words", clock.instant())
                        .event()));
        engine.runUntilQuiet(DAY);
    }

    private static void refuse(Event event) {
        throw new SinkException("the sink answered 503", null);
    }

    @Test
    void aSinkThatIsBrokenForAWhileIsToldInTheEndAndNobodyElseTwice() {
        List<Event> well = new ArrayList<>();
        List<Event> late = new ArrayList<>();
        Instant back = clock.instant().plusSeconds(300);
        sinks.put("well", well::add);
        sinks.put("late", event -> {
            if (clock.instant().isBefore(back)) {
                throw new SinkException("the sink 'late' answered 503", Duration.ofMinutes(2));
            }
            late.add(event);
        });
        promote();

        assertThat(well).hasSize(1);
        assertThat(late).isEqualTo(well);
        assertThat(engine.deadLetters()).isEmpty();
    }

    @Test
    void theFailureToTellOneSinkIsToldTheOthers() {
        List<Event> well = new ArrayList<>();
        sinks.put("broken", NoticesTest::refuse);
        sinks.put("well", well::add);
        promote();

        assertThat(well).extracting(Event::type).containsExactly(EventType.IMAGE_PROMOTED, EventType.EVENT_FAILED);
        assertThat(((Ending) well.get(1).data()).words()).contains("send-notice was given up after 12 attempts");
        assertThat(engine.deadLetters()).hasSize(1);
    }

    @Test
    void brokenSinksDoNotTellEachOtherForEver() {
        sinks.put("one", NoticesTest::refuse);
        sinks.put("two", NoticesTest::refuse);
        promote();

        assertThat(engine.deadLetters()).hasSize(4);
        assertThat(engine.published(EventType.EVENT_FAILED)).hasSize(2);
    }

    @Test
    void aSinkThatTheSettingsDoNotKnowAnyMoreIsNotWaitedFor() {
        sinks.put("gone", NoticesTest::refuse);
        engine.publish(
                List.of(Ending.ofBake(EventType.IMAGE_PROMOTED, "web", "web-1", "image-1", "words", clock.instant())
                        .event()));
        engine.runFor(Duration.ofSeconds(1));
        sinks.clear();
        engine.runUntilQuiet(DAY);

        assertThat(engine.deadLetters()).isEmpty();
    }
}
