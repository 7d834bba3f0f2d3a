package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.Listeners;
import io.bakehouse.platform.CloudKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What holds on Lambda only. */
class SqsRulesTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:";

    @Test
    void thePracticeCloudIsRefusedBecauseEveryProcessWouldHaveItsOwn() {
        SqsStarter starter = new SqsStarter(new Settings(), CloudKind.PRACTICE, InstantSource.system());

        assertThatThrownBy(() -> starter.start(Bench.table(), new Bench(), Listeners.NONE))
                .hasMessageContaining("practice cloud")
                .hasMessageContaining("OS_AUTH_URL");
    }

    @Test
    void anEventOfANewerVersionWaitsForAProcessThatKnowsIt() {
        String known = new String(EventCodec.write(Bench.imageReady("b1"), Instant.EPOCH), StandardCharsets.UTF_8);
        String newer = known.replace("io.bakehouse.image.ready", "io.bakehouse.image.painted");
        Bench bench = new Bench();
        try (ElasticMq server = new ElasticMq().with(Bench.table(), 30, PolledEngine.DEATHS)) {
            SqsClient client = server.client();
            String queue = server.queues().events("promote");
            client.sendMessage(request -> request.queueUrl(queue).messageBody(newer));
            String receipt = client.receiveMessage(request -> request.queueUrl(queue))
                    .messages()
                    .get(0)
                    .receiptHandle();
            SqsEngine engine = SqsEngine.start(
                    client,
                    server.queues(),
                    Bench.table(),
                    bench,
                    InstantSource.system(),
                    Listeners.NONE,
                    PolledEngine.DEATHS);
            String name = queue.substring(queue.lastIndexOf('/') + 1);

            BatchAnswer answer = engine.deliver(new SqsEvent(
                    List.of(new SqsEvent.Message("m-1", receipt, newer, Map.of(), Map.of(), QUEUE + name))));

            assertThat(answer.batchItemFailures()).hasSize(1);
            assertThat(engine.deadLetters(9)).isEmpty();
            assertThat(bench.runs("promote")).isEmpty();
            engine.close();
        }
    }

    /** Nothing set. */
    private record Settings() implements AwsSettings {
        @Override
        public Optional<URI> queues() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.empty();
        }

        @Override
        public int deaths() {
            return PolledEngine.DEATHS;
        }
    }
}
