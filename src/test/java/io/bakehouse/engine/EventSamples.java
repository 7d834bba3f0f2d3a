package io.bakehouse.engine;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** One event of each type, with something in every field. */
final class EventSamples {
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.890Z");

    private EventSamples() {}

    static Event of(EventType type) {
        EventData data = (EventData) value(type, "data", type.data());
        return Event.of(type, data).notBefore(TIME.plusSeconds(60));
    }

    private static Object value(EventType type, String name, Type kind) {
        if (kind instanceof ParameterizedType list && list.getRawType() == List.class) {
            return List.of(value(type, name, list.getActualTypeArguments()[0]));
        }
        Class<?> of = (Class<?>) kind;
        if (of == String.class) {
            // An ending says what it is the end of.
            return name.equals("type") ? (type.isTerminal() ? type : EventType.EVENT_FAILED).wire() : "the-" + name;
        }
        if (of == Instant.class) {
            return TIME;
        }
        if (of == int.class || of == Integer.class) {
            return 7;
        }
        if (of == boolean.class) {
            return true;
        }
        if (of.isEnum()) {
            return of.getEnumConstants()[0];
        }
        if (of.isRecord()) {
            return of(type, of);
        }
        throw new IllegalArgumentException("no sample of a " + kind + " for " + name);
    }

    private static Object of(EventType type, Class<?> of) {
        RecordComponent[] fields = of.getRecordComponents();
        try {
            Constructor<?> constructor = of.getDeclaredConstructor(
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(fields)
                    .map(field -> value(type, field.getName(), field.getGenericType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no sample of a " + of.getSimpleName(), e);
        }
    }
}
