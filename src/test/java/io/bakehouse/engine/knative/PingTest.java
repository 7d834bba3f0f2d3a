package io.bakehouse.engine.knative;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.Event;
import io.bakehouse.model.RebakeRequested;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.WebhookRequest;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What PingSources send, as written down from their schema. */
class PingTest {
    private static final WebhookRequest PING = Fixture.request("knative/pingsource.http");
    private static final FunctionTable TABLE = FunctionTable.packaged();

    @Test
    void aPingIsTheEventOfItsSlot() {
        CloudEvent ping = Envelope.read(PING.headers(), PING.body()).orElseThrow();

        CloudEvent meant = Ping.read(TABLE.row("rebake"), ping, Instant.EPOCH).orElseThrow();

        Event event = EventCodec.read(Envelope.plain(meant));
        assertThat(event.data()).isEqualTo(new RebakeRequested(Instant.parse("2026-11-23T01:00:00Z")));
        assertThat(Envelope.to(meant)).contains("rebake");
    }

    @Test
    void whatIsNoPingOrHasNoScheduleStaysWhatItIs() {
        CloudEvent ping = Envelope.read(PING.headers(), PING.body()).orElseThrow();
        FunctionRow notify = TABLE.row("notify");
        WebhookRequest other = Fixture.request("knative/rabbitmqsource-image-activate.http");
        CloudEvent message = Envelope.read(other.headers(), other.body()).orElseThrow();

        assertThat(Ping.read(notify, ping, Instant.EPOCH)).isEmpty();
        assertThat(Ping.read(TABLE.row("rebake"), message, Instant.EPOCH)).isEmpty();
    }
}
