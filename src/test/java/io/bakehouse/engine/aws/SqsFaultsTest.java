package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.model.Ending;
import io.bakehouse.openstack.CloudException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What becomes of events when queues, messages or processes are not as they should be. */
class SqsFaultsTest {
    private static final int SHORT_SECONDS = 1;
    private static ElasticMq server;
    private final Bench bench = new Bench();
    private ElasticMq sqs;
    private SqsClient client;
    private SqsEngine engine;
    private EventSourceMapping mapping;

    @BeforeAll
    static void startSqs() {
        server = new ElasticMq();
    }

    @AfterAll
    static void stopSqs() {
        server.close();
    }

    @BeforeEach
    void start() {
        sqs = server.another().with(Bench.table(), SHORT_SECONDS, PolledEngine.DEATHS);
        client = sqs.client();
        engine = engine(client);
        mapping = new EventSourceMapping(sqs.client(), sqs.queues(), engine::deliver);
    }

    @AfterEach
    void stop() {
        mapping.close();
        engine.close();
    }

    private SqsEngine engine(SqsClient over) {
        return SqsEngine.start(
                over, sqs.queues(), Bench.table(), bench, InstantSource.system(), Listeners.NONE, PolledEngine.DEATHS);
    }

    @Test
    void somethingUnreadableIsADeadLetterAndTold() {
        send("promote", "{\"no\": \"event\"}");
        mapping.from("promote", 1, 1).from("tell", 1, 1);

        bench.awaitRuns("tell", 1);
        assertThat(((Ending) bench.data("tell").get(0)).words()).contains("promote", "cannot be read");
        Bench.await(() -> engine.deadLetters(9).size() == 1);
        assertThat(bench.runs("promote")).isEmpty();
    }

    @Test
    void anEventForAFunctionThatTheTableDoesNotHaveIsLeftWhereItIs() {
        BatchAnswer answer = engine.deliver(new SqsEvent(List.of(
                message("m-1", "{}", "arn:aws:sqs:eu-west-1:000000000000:somebody-elses", Map.of()),
                message("m-2", "{}", null, Map.of()))));

        assertThat(answer.batchItemFailures())
                .extracting(BatchAnswer.Failure::itemIdentifier)
                .containsExactly("m-1", "m-2");
    }

    @Test
    void aStepThatIsSlowerThanItsQueueIsTakenTwiceAndDoesNoHarm() {
        // Not for ever: whoever took the event again made the first one's receipt useless, as on SQS.
        AtomicInteger slow = new AtomicInteger(2);
        bench.on("promote", data -> {
            if (slow.getAndDecrement() > 0) {
                Thread.sleep(2_500);
            }
            return List.of();
        });
        engine.publish(List.of(Bench.imageReady("b1")));
        mapping.from("promote", 1, 2);

        Bench.await(() -> bench.runs("promote").size() >= 2);
        Bench.await(() -> count("promote", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) == 0
                && count("promote", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) == 0);
        assertThat(engine.deadLetters(9)).isEmpty();
    }

    @Test
    void anEventThatCannotBeBuriedComesAgain() {
        bench.failFirst("promote", 99, new CloudException(CloudException.Kind.GONE, "no such image"));
        client.deleteQueue(request -> request.queueUrl(sqs.queues().dead("promote")));
        engine.publish(List.of(Bench.imageReady("b1")));
        SqsEvent first = receive("promote");

        assertThat(engine.deliver(first).batchItemFailures()).hasSize(1);

        sqs.with(Bench.table(), SHORT_SECONDS, PolledEngine.DEATHS);
        assertThat(engine.deliver(first).batchItemFailures()).isEmpty();
        assertThat(engine.deadLetters(9)).hasSize(1);
    }

    @Test
    void whatCouldNotBePublishedAfterTheWriteIsPublishedTheNextTime() {
        bench.on("bake", data -> List.of(Bench.imageReady("b1")));
        engine.publish(List.of(Bench.configRun(1)));
        client.deleteQueue(request -> request.queueUrl(sqs.queues().events("promote")));
        SqsEvent first = receive("bake");

        assertThat(engine.deliver(first).batchItemFailures()).hasSize(1);

        sqs.with(Bench.table(), SHORT_SECONDS, PolledEngine.DEATHS);
        assertThat(engine.deliver(first).batchItemFailures()).isEmpty();
        assertThat(count("promote", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo(1);
        assertThat(bench.runs("bake")).hasSize(2);
    }

    @Test
    void nothingIsAcceptedWhileSqsIsAway() {
        SqsEngine cut = engine(ElasticMq.client(URI.create("http://127.0.0.1:1")));

        assertThatThrownBy(() -> cut.publish(List.of(Bench.imageReady("b1"))))
                .isInstanceOf(QueueUnavailableException.class);
        cut.close();
    }

    @Test
    void whatIsDueMuchLaterIsSentAnewAndThatCountsAsNoFailure() {
        Instant due = Instant.now().plus(Duration.ofHours(1));
        engine.publish(List.of(Bench.imageReady("b1").notBefore(due)));
        SqsEvent.Attribute attribute = new SqsEvent.Attribute(String.valueOf(due.toEpochMilli()));
        SqsEvent early =
                new SqsEvent(List.of(message("m-1", "{}", arn("promote"), Map.of("bakehouse_not_before", attribute))));

        assertThat(engine.deliver(early).batchItemFailures()).isEmpty();

        assertThat(count("promote", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(2);
        assertThat(bench.runs("promote")).isEmpty();
        assertThat(Letter.fresh("", due).delaySeconds(due.minus(Duration.ofHours(1))))
                .isEqualTo(900);
        assertThat(Letter.fresh("", due).delaySeconds(due.minusMillis(1_200))).isEqualTo(2);
    }

    @Test
    void whatSqsBuriedByItselfIsToldOnce() {
        engine.publish(List.of(Bench.imageReady("web-1")));
        SqsEvent taken = receive("promote");
        client.sendMessage(request -> request.queueUrl(sqs.queues().dead("promote"))
                .messageBody(taken.records().get(0).body()));
        mapping.from("tell", 1, 1);

        assertThat(engine.endDeadLetters()).isEqualTo(1);
        assertThat(engine.endDeadLetters()).isZero();

        bench.awaitRuns("tell", 1);
        assertThat(((Ending) bench.data("tell").get(0)).bake()).isEqualTo("web-1");
        assertThat(engine.deadLetters(9)).hasSize(1);
        assertThat(engine.deadLetters(9).get(0).reason()).contains("the process ended again and again");
    }

    @Test
    void aRuleOfEventBridgeIsReadAsTheScheduleThatItIs() {
        String rule = Jsons.fixture("eventbridge-scheduled.json");
        String read = ScheduledEvent.read(FunctionTable.packaged().row("sweep"), rule);

        assertThat(read).contains("io.bakehouse.sweep.requested", "2026-11-23T01:00:00Z");
        assertThat(ScheduledEvent.read(Bench.table().row("promote"), rule)).isEqualTo(rule);
    }

    @Test
    void whatLambdaWritesIsRead() {
        SqsEvent event = SqsEvent.read(Jsons.read(Jsons.fixture("sqs-batch.json")));

        assertThat(event.records()).hasSize(3);
        assertThat(event.records().get(1).messageId()).isEqualTo("b20f98da-1786-5ecc-bdb2-dd69a1c4fe5b");
        assertThat(event.records().get(1).received()).isEqualTo(3);
        assertThat(event.records().get(2).body()).contains("größe");
        assertThat(sqs.queues().functionOf(event.records().get(0).eventSourceArn()))
                .isEmpty();
        assertThatThrownBy(() -> SqsEvent.read(Jsons.read("{\"rawPath\": \"/\"}")))
                .hasMessageContaining("something else");
    }

    @Test
    void textThatSqsRefusesIsSpelledInAnotherWay() {
        assertThat(PlainText.json("{\"a\":\"\uFFFE\"}")).isEqualTo("{\"a\":\"\\uFFFE\"}");
        assertThat(PlainText.of("a\u0001b\uFFFFc \uD83C\uDF5E")).isEqualTo("a?b?c \uD83C\uDF5E");
    }

    private SqsEvent receive(String function) {
        SqsEvent[] taken = new SqsEvent[1];
        try (EventSourceMapping once = new EventSourceMapping(sqs.client(), sqs.queues(), event -> {
            taken[0] = event;
            throw new IllegalStateException("only looking");
        })) {
            assertThat(once.once(function, 1, 1)).isEqualTo(1);
        }
        return taken[0];
    }

    private void send(String function, String body) {
        client.sendMessage(
                request -> request.queueUrl(sqs.queues().events(function)).messageBody(body));
    }

    private long count(String function, QueueAttributeName kind) {
        return new SqsLine(client, InstantSource.system()).count(sqs.queues().events(function), kind);
    }

    private String arn(String function) {
        String url = sqs.queues().events(function);
        return "arn:aws:sqs:eu-west-1:000000000000:" + url.substring(url.lastIndexOf('/') + 1);
    }

    private static SqsEvent.Message message(
            String id, String body, String arn, Map<String, SqsEvent.Attribute> attributes) {
        return new SqsEvent.Message(id, "receipt", body, Map.of(), attributes, arn);
    }
}
