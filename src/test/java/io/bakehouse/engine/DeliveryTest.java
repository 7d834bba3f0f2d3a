package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.Delivery.DeadLetter;
import io.bakehouse.engine.Delivery.Retry;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {
    private static final FunctionRow ROW = FunctionTable.of("t", """
                    functions:
                      watch:
                        purpose: Looks
                        trigger: {events: [io.bakehouse.snapshot.started]}
                        timeout: 1s
                        attempts: 8
                        backoff: {first: 2s, factor: 3, max: 1m}
                        concurrency: 1
                    """).row("watch");

    @ParameterizedTest
    @CsvSource({"1,2", "2,6", "3,18", "4,54", "5,60", "7,60"})
    void pausesGrowUpToTheLongest(int deliveries, int seconds) {
        assertThat(Delivery.after(ROW, deliveries, new CloudException(Kind.RETRY_LATER, "busy")))
                .isEqualTo(new Retry(Duration.ofSeconds(seconds), "watch: busy"));
    }

    @ParameterizedTest
    @CsvSource({"1,1,2", "1,30,30", "5,61,61", "5,59,60", "1,86400,3600"})
    void aPauseIsAtLeastWhatTheCloudAskedForUpToAnHour(int deliveries, int asked, int seconds) {
        CloudException failure = new CloudException(Kind.RETRY_LATER, "429", Duration.ofSeconds(asked), null);

        assertThat(Delivery.after(ROW, deliveries, failure))
                .isEqualTo(new Retry(Duration.ofSeconds(seconds), "watch: 429"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheCloudCallsFinalIsNotTriedAgain(Kind kind) {
        Delivery delivery = Delivery.after(ROW, 1, new CloudException(kind, "words"));

        assertThat(delivery instanceof Retry).isEqualTo(kind.isPassing());
        if (!kind.isPassing()) {
            assertThat(delivery).isEqualTo(new DeadLetter("watch: words"));
        }
    }

    @Test
    void theLastAttemptIsADeadLetter() {
        assertThat(Delivery.after(ROW, 7, new CloudException(Kind.UNKNOWN_OUTCOME, "lost")))
                .isInstanceOf(Retry.class);
        assertThat(Delivery.after(ROW, 8, new CloudException(Kind.UNKNOWN_OUTCOME, "lost")))
                .isEqualTo(new DeadLetter("watch was given up after 8 attempts: lost"));
    }

    @Test
    void whatNobodyClassifiedMayPass() {
        assertThat(Delivery.after(ROW, 1, new IllegalStateException("odd\n\tthing")))
                .isEqualTo(new Retry(Duration.ofSeconds(2), "watch: IllegalStateException: odd thing"));
        assertThat(Delivery.after(ROW, 1, new NullPointerException()))
                .isEqualTo(new Retry(Duration.ofSeconds(2), "watch: NullPointerException"));
    }

    @Test
    void whatNobodyCanReadIsADeadLetterAtOnce() {
        assertThat(Delivery.after(ROW, 1, new UnreadableEventException("1", null, "it is no JSON", null)))
                .isEqualTo(new DeadLetter("watch: the event 1 cannot be read: it is no JSON"));
    }

    @Test
    void aReasonIsOfBoundedLength() {
        Delivery delivery = Delivery.after(ROW, 1, new CloudException(Kind.GONE, "x".repeat(100_000)));

        assertThat(delivery.fold(Retry::reason, DeadLetter::reason))
                .hasSizeLessThan(600)
                .endsWith("…");
    }
}
