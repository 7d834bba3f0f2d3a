package io.bakehouse.webhook;

import java.util.Iterator;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Passes events on, and sees whether a key of the top-level mapping, in block style, begins at one place of the text. A
 * line that looks like a key may also be part of a quoted text or of a mapping in braces.
 */
final class KeyWatch implements Iterator<Event> {
    private final Iterator<Event> events;
    private final int place;
    private int depth;
    private boolean inBlockMapping;
    private boolean found;

    /**
     * Watches those events.
     *
     * @param place code points before the key
     */
    KeyWatch(Iterator<Event> events, int place) {
        this.events = events;
        this.place = place;
    }

    /** Whether the key has come by. */
    boolean hasFound() {
        return found;
    }

    @Override
    public boolean hasNext() {
        return events.hasNext();
    }

    @Override
    public Event next() {
        Event event = events.next();
        if (event instanceof CollectionStartEvent start) {
            depth++;
            if (depth == 1) {
                inBlockMapping = event instanceof MappingStartEvent && start.getFlowStyle() == FlowStyle.BLOCK;
            }
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof ScalarEvent && depth == 1 && inBlockMapping) {
            found |= event.getStartMark().getIndex() == place;
        }
        return event;
    }
}
