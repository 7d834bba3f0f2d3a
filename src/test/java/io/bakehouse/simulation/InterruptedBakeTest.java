package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.FaultRule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The combined route is cut at every single call of the cloud, and its events come late, twice or never. */
class InterruptedBakeTest {
    private static final int TWO_HOURS = 120;
    private static final int MOST_CALLS = 300;

    /** Dies at the call of that number, before it or right after it. */
    private static final class Cut {
        private final int at;
        private final boolean before;
        private int calls;

        Cut(int at, boolean before) {
            this.at = at;
            this.before = before;
        }

        Cloud around(Cloud cloud) {
            return (Cloud) Proxy.newProxyInstance(
                    Cloud.class.getClassLoader(), new Class<?>[] {Cloud.class}, (proxy, method, arguments) -> {
                        boolean now = calls++ == at;
                        if (now && before) {
                            throw new CutCloud.Killed();
                        }
                        try {
                            Object answer = method.invoke(cloud, arguments);
                            if (now) {
                                throw new CutCloud.Killed();
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void killedAtAnyCallAndDeliveredAgain(boolean before, boolean onVolume) {
        int at = 0;
        for (boolean reached = true; reached; at++) {
            assertThat(at).isLessThan(MOST_CALLS);
            Cut cut = new Cut(at, before);
            Recipe recipe = onVolume ? VolumeBakeTest.RECIPE : BuilderBakery.recipe();
            story(recipe, cut::around, UnaryOperator.identity()).assertPromotedOnce("cut at call " + at);
            reached = cut.calls > at + 60;
        }
        assertThat(at).as("calls of one bake").isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtAnyCallAndNeverDeliveredAgain(boolean before) {
        for (int at = 0; at < 60; at++) {
            Cut cut = new Cut(at, before);
            UnaryOperator<FunctionInvocation> forgetful = functions -> (function, data) -> {
                try {
                    return functions.invoke(function, data);
                } catch (CutCloud.Killed e) {
                    return List.of();
                }
            };
            CombinedStory story = story(BuilderBakery.recipe(), cut::around, forgetful);
            story.pass(TWO_HOURS);
            assertThat(story.types())
                    .as("cut at call %d: %s", at, story.endings())
                    .hasSizeLessThanOrEqualTo(1);
            // Only whoever dies after its last call has promoted without a word: engines deliver that again.
            boolean promoted = story.types().contains(EventType.IMAGE_PROMOTED.wire());
            assertThat(story.bakery.named().size()).as("images").isBetween(promoted ? 1 : 0, 1);
            story.assertNothingIsLeft("lost at call " + at);
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.answerLost(),
                Fault.down(),
                Fault.refused(503),
                Fault.refused(429, Duration.ofSeconds(30)),
                Fault.tokenExpired(),
                Fault.stale(Duration.ofSeconds(30)),
                Fault.shortPage(1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anyCallGoesWrongOnce(Fault fault) {
        forEachCall(BuilderBakery.recipe(), fault);
        forEachCall(VolumeBakeTest.RECIPE, fault);
    }

    private static void forEachCall(Recipe recipe, Fault fault) {
        CombinedStory usual = new CombinedStory(recipe, UnaryOperator.identity(), UnaryOperator.identity());
        Map<String, Integer> calls = new TreeMap<>();
        usual.spoiled(call -> {
            if (!call.template().contains("identity/")) {
                calls.merge(call.template(), 1, Integer::sum);
            }
            return Fault.NONE;
        });
        usual.request().pass(TWO_HOURS).assertPromotedOnce("undisturbed");
        calls.forEach((template, times) -> {
            for (int skip = 0; skip < Math.min(times, 8); skip++) {
                new CombinedStory(recipe, UnaryOperator.identity(), UnaryOperator.identity())
                        .spoiled(FaultRule.counted(template, skip, 1, fault))
                        .request()
                        .pass(TWO_HOURS)
                        .assertPromotedOnce(fault.kind() + " for " + template + " number " + skip);
            }
        });
    }

    @Test
    void everyEventDeliveredTwiceAtOnce() {
        UnaryOperator<FunctionInvocation> twice = functions -> (function, data) -> {
            List<Event> events = new ArrayList<>(functions.invoke(function, data));
            if (function.equals("send-notice")) {
                return events;
            }
            events.addAll(functions.invoke(function, data));
            return events;
        };
        story(BuilderBakery.recipe(), UnaryOperator.identity(), twice).assertPromotedOnce("twice");
    }

    @Test
    void everyEventDeliveredAgainAfterTheEnd() throws Exception {
        CombinedStory story = story(BuilderBakery.recipe(), UnaryOperator.identity(), UnaryOperator.identity());
        List<Ending> before = story.endings();
        List<String> known = story.sent.stream().map(Event::id).toList();
        for (Event event : story.engine.published()) {
            for (io.bakehouse.engine.FunctionRow row :
                    io.bakehouse.engine.FunctionTable.packaged().triggeredBy(event.type())) {
                if (!row.name().equals("send-notice")) {
                    story.engine.publish(story.functions.invoke(row.name(), event.data()));
                }
            }
        }
        story.pass(TWO_HOURS);
        assertThat(story.endings()).isEqualTo(before);
        assertThat(story.sent)
                .filteredOn(event -> !known.contains(event.id()))
                .as("what a report hears that comes again after the end")
                .allMatch(event -> event.type() == EventType.BAKE_REFUSED);
        story.assertPromotedOnce("again");
    }

    private static CombinedStory story(
            Recipe recipe, UnaryOperator<Cloud> around, UnaryOperator<FunctionInvocation> delivery) {
        return new CombinedStory(recipe, around, delivery).request().pass(TWO_HOURS);
    }
}
