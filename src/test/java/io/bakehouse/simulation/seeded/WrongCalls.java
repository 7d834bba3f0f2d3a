package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Calls to the cloud that a {@link Bug} makes in another way, or not at all. */
final class WrongCalls {
    /** As it should be. */
    static final Bug.Call NONE = (step, name, arguments, real) -> real.call(name, arguments);

    private WrongCalls() {}

    /** Such a list is empty for that function. */
    static Bug.Call blind(String function, String list) {
        return (step, name, arguments, real) ->
                step.equals(function) && name.equals(list) ? List.of() : real.call(name, arguments);
    }

    static Bug.Call answer(String call, UnaryOperator<Object> change) {
        return (step, name, arguments, real) -> {
            Object answer = real.call(name, arguments);
            return name.equals(call) ? change.apply(answer) : answer;
        };
    }

    /** A request of unknown outcome is sent again. */
    static Bug.Call retried() {
        return (step, name, arguments, real) -> {
            try {
                return real.call(name, arguments);
            } catch (CloudException e) {
                boolean again = e.kind() == CloudException.Kind.UNKNOWN_OUTCOME && name.startsWith("create");
                if (!again) {
                    throw e;
                }
                return real.call(name, arguments);
            }
        };
    }

    static Bug.Call marked(String call) {
        return (step, name, arguments, real) -> {
            if (!name.equals(call)) {
                return real.call(name, arguments);
            }
            Map<String, String> marks = marks(arguments);
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

    /** The call is not made when it writes that value or mark; an empty word stands for every call. */
    static Bug.Call skip(String function, String call, String word) {
        return (step, name, arguments, real) -> {
            Map<String, String> marks = marks(arguments);
            boolean meant = word.isEmpty() || marks.containsValue(word) || marks.containsKey(word);
            return step.equals(function) && name.equals(call) && meant ? null : real.call(name, arguments);
        };
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

    /** Servers of a batch that are active are never deleted. */
    static Bug.Call leaveExcess() {
        return (step, name, arguments, real) -> {
            if (step.equals("watch-batch") && name.equals("deleteServer")) {
                Optional<?> server = (Optional<?>) real.call("server", arguments[0]);
                if (server.isPresent() && ((Server) server.get()).status() != ServerStatus.ERROR) {
                    return null;
                }
            }
            return real.call(name, arguments);
        };
    }

    /** Servers of that role are never deleted. */
    static Bug.Call leave(String role) {
        return (step, name, arguments, real) -> {
            if (name.equals("deleteServer")) {
                Optional<?> server = (Optional<?>) real.call("server", arguments[0]);
                if (server.isPresent() && ((Server) server.get()).metadata().containsValue(role)) {
                    return null;
                }
            }
            return real.call(name, arguments);
        };
    }

    static Bug.Call nameless() {
        return (step, name, arguments, real) ->
                name.equals("updateImage") && marks(arguments).containsValue(Marks.STATE_CURRENT)
                        ? real.call(name, arguments[0], ImageChange.mark(marks(arguments)))
                        : real.call(name, arguments);
    }

    static Bug.Call oneMore() {
        return (step, name, arguments, real) -> name.equals("createServers") && step.equals("boot-batch")
                ? real.call(name, arguments[0], (Integer) arguments[1] + 1)
                : step.equals("watch-batch") && name.equals("deleteServer") ? null : real.call(name, arguments);
    }

    /** What cannot be explained is deleted at once. */
    static Bug.Call firstSighting() {
        return (step, name, arguments, real) -> {
            boolean suspects =
                    !marks(arguments).getOrDefault(Marks.UNEXPLAINED_SINCE, "").isEmpty();
            if (!step.equals("sweep") || !suspects) {
                return real.call(name, arguments);
            }
            return real.call(name.equals("markServer") ? "deleteServer" : "deleteImage", arguments[0]);
        };
    }

    static Bug.Call deletedAtOnce() {
        return (step, name, arguments, real) ->
                step.equals("retire-images") && marks(arguments).containsValue(Marks.STATE_RETIRED)
                        ? real.call("deleteImage", arguments[0])
                        : real.call(name, arguments);
    }

    static Bug.Call secretMark() {
        return (step, name, arguments, real) -> {
            if (!name.equals("createImage")) {
                return real.call(name, arguments);
            }
            Map<String, String> marks = new HashMap<>(marks(arguments));
            marks.put("note", Secrets.CALLBACK);
            return real.call(name, arguments[0], arguments[1], marks);
        };
    }

    /** What a call writes on an object, whatever the call. */
    @SuppressWarnings("unchecked")
    static Map<String, String> marks(Object[] arguments) {
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
