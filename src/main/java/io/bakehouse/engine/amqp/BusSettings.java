package io.bakehouse.engine.amqp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Where the cloud's own message bus is, if it may be listened to. */
@ConfigMapping(prefix = "bakehouse.notifications")
interface BusSettings {
    /** {@code amqp://user:password@host:port/vhost} or {@code amqps://…}; nothing is listened to without it. */
    Optional<String> url();

    /** The topic exchanges that Nova and Glance publish to: their {@code control_exchange}. */
    @WithDefault("nova,glance")
    List<String> exchanges();

    /** The queue of this bakery, and of nobody else: who shares a queue shares its messages. */
    @WithDefault("bakehouse")
    String queue();
}
