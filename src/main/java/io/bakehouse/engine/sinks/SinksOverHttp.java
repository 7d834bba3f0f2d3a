package io.bakehouse.engine.sinks;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Glob;
import io.bakehouse.platform.EventSink;
import io.bakehouse.platform.Sinks;
import io.bakehouse.platform.StartFailure;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The sinks that the settings name. They are read at the start, so that what is wrong with them is said then. */
@ApplicationScoped
class SinksOverHttp implements Sinks {
    private static final Logger LOG = Logger.getLogger(SinksOverHttp.class);
    private static final String TYPES = "io.bakehouse.";
    private static final String DEFAULT = "default";
    private static final List<String> ALL = List.of("*");

    private record Sink(EventSink sink, List<String> families, List<String> events) {
        /** What is about no family is for those who want to hear of all families. */
        boolean wants(Ending ending) {
            String family = ending.family() == null ? "" : ending.family();
            String type = ending.type().substring(TYPES.length());
            return families.stream().anyMatch(glob -> Glob.fits(glob, family))
                    && events.stream().anyMatch(glob -> Glob.fits(glob, type));
        }
    }

    private final Map<String, Sink> byName = new TreeMap<>();

    SinksOverHttp(SinkSettings settings, InstantSource clock) {
        settings.notifyUrl().ifPresent(text -> {
            URI url = SinkReader.address("BAKEHOUSE_NOTIFY_URL", text);
            byName.put(
                    DEFAULT, new Sink(new HttpSink(DEFAULT, url, new CloudEventMessage(List.of()), clock), ALL, ALL));
        });
        settings.sinks().forEach((name, one) -> {
            SinkReader reader = new SinkReader(name, one);
            EventSink sink = new HttpSink(name, reader.address(), reader.message(), clock);
            Sink added = new Sink(sink, one.families().orElse(ALL), one.events().orElse(ALL));
            if (byName.put(name, added) != null) {
                throw StartFailure.of(
                        "the sink 'default' is set twice: by BAKEHOUSE_NOTIFY_URL and bakehouse.sinks.default");
            }
        });
    }

    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent start) {
        if (!byName.isEmpty()) {
            LOG.infof("sinks: %s are told how things end", byName.keySet());
        }
    }

    @Override
    public List<String> wanting(Ending ending) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().wants(ending))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Optional<EventSink> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(Sink::sink);
    }
}
