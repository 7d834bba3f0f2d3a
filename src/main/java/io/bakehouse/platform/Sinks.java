package io.bakehouse.platform;

import io.bakehouse.model.Ending;
import java.util.List;
import java.util.Optional;

/** All who are told how things ended, by the names that the settings give them. */
public interface Sinks {
    /** The names of those who want to hear of it. */
    List<String> wanting(Ending ending);

    /** The sink of that name; empty when the settings do not know it any more. */
    Optional<EventSink> named(String name);

    /** One sink, which wants to hear of everything. */
    static Sinks only(String name, EventSink sink) {
        return new Sinks() {
            @Override
            public List<String> wanting(Ending ending) {
                return List.of(name);
            }

            @Override
            public Optional<EventSink> named(String wanted) {
                return Optional.of(sink).filter(one -> name.equals(wanted));
            }
        };
    }
}
