package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.ImageChange;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Calls to the cloud that are made with other marks because of a {@link Bug}. */
final class WrongMarks {
    private WrongMarks() {}

    static Bug.Call marked(String call) {
        return (step, name, arguments, real) -> {
            if (!name.equals(call)) {
                return real.call(name, arguments);
            }
            Map<String, String> marks = of(arguments);
            Object id = real.call(name, arguments[0], arguments[1], Map.of());
            real.call("updateImage", id, ImageChange.mark(marks));
            return id;
        };
    }

    /** Servers are created without that mark. */
    static Bug.Call unmarked(String mark) {
        return (step, name, arguments, real) -> {
            if (!name.equals("createServers")) {
                return real.call(name, arguments);
            }
            ServerSpec spec = (ServerSpec) arguments[0];
            Map<String, String> marks = new HashMap<>(spec.metadata());
            marks.remove(mark);
            return real.call(name, marked(spec, marks), arguments[1]);
        };
    }

    private static ServerSpec marked(ServerSpec spec, Map<String, String> marks) {
        return new ServerSpec(
                spec.name(),
                spec.image(),
                spec.flavor(),
                spec.network(),
                spec.key(),
                spec.securityGroups(),
                spec.zone(),
                spec.userData(),
                marks,
                spec.tags(),
                spec.volumeGb(),
                spec.group());
    }

    /** Whatever image that function changes, it writes that too. */
    static Bug.Call alsoMarked(String function, String mark, String value) {
        return changed(function, properties -> {
            properties.put(mark, value);
            return properties;
        });
    }

    /** Whatever image that function changes, it leaves the rank as it was. */
    static Bug.Call unranked(String function) {
        return changed(function, properties -> {
            properties.remove(Marks.RANK);
            return properties;
        });
    }

    private static Bug.Call changed(String function, UnaryOperator<Map<String, String>> other) {
        return (step, name, arguments, real) -> {
            if (!step.equals(function) || !name.equals("updateImage")) {
                return real.call(name, arguments);
            }
            ImageChange change = (ImageChange) arguments[1];
            Map<String, String> marks = other.apply(new HashMap<>(change.properties()));
            return real.call(name, arguments[0], new ImageChange(change.name(), change.hidden(), marks));
        };
    }

    static Bug.Call secretMark() {
        return (step, name, arguments, real) -> {
            if (!name.equals("createImage")) {
                return real.call(name, arguments);
            }
            Map<String, String> marks = new HashMap<>(of(arguments));
            marks.put("note", Secrets.CALLBACK);
            return real.call(name, arguments[0], arguments[1], marks);
        };
    }

    /** What a call writes on an object, whatever the call. */
    @SuppressWarnings("unchecked")
    static Map<String, String> of(Object[] arguments) {
        if (arguments == null) {
            return Map.of();
        }
        for (Object argument : arguments) {
            if (argument instanceof ImageChange change) {
                return change.properties();
            }
            if (argument instanceof ServerSpec spec) {
                return spec.metadata();
            }
            if (argument instanceof Map<?, ?>) {
                return (Map<String, String>) argument;
            }
        }
        return Map.of();
    }
}
