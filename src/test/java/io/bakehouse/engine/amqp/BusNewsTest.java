package io.bakehouse.engine.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.Access;
import io.bakehouse.engine.Publisher;
import io.bakehouse.function.ReceiveNotification;
import io.bakehouse.model.Event;
import io.bakehouse.simulation.VirtualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusNewsTest {
    private static final String OF_GLANCE = "{'message_id':'1','event_type':'image.update','payload':"
            + "{'id':'i','status':'active','properties':{}}}";
    private static final String OF_NOVA =
            "{'message_id':'2','event_type':'instance.create.end','payload':{'nova_object.data':{'uuid':'s'}}}";

    private final BusNews news = new BusNews();
    private final List<Event> published = new ArrayList<>();
    private final Publisher publisher = (events, turn) -> published.addAll(events);
    private final BusMessages messages = new BusMessages(
            new ReceiveNotification(Access.byToken(Optional.empty()), new VirtualClock()),
            news,
            publisher,
            new SimpleMeterRegistry());

    @Test
    void isLiveOnceGlanceWasHeardAndNobodyElse() {
        news.listening(true);
        take(OF_NOVA);
        take("{'a':'b'}");
        assertThat(news.isLive()).isFalse();
        take(OF_GLANCE);
        assertThat(news.isLive()).isTrue();
    }

    @Test
    void hasToHearGlanceAgainAfterALoss() {
        news.listening(true);
        take(OF_GLANCE);
        news.listening(false);
        assertThat(news.isLive()).isFalse();
        news.listening(true);
        assertThat(news.isListening()).isTrue();
        assertThat(news.isLive()).isFalse();
    }

    private void take(String json) {
        messages.take("glance", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
