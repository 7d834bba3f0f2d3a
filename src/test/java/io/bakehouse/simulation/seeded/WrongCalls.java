package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
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

    /** The call is not made when it writes that value or mark; an empty word stands for every call. */
    static Bug.Call skip(String function, String call, String word) {
        return (step, name, arguments, real) -> {
            Map<String, String> marks = WrongMarks.of(arguments);
            boolean meant = word.isEmpty() || marks.containsValue(word) || marks.containsKey(word);
            return step.equals(function) && name.equals(call) && meant ? null : real.call(name, arguments);
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
                name.equals("updateImage") && WrongMarks.of(arguments).containsValue(Marks.STATE_CURRENT)
                        ? real.call(name, arguments[0], ImageChange.mark(WrongMarks.of(arguments)))
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
            boolean suspects = !WrongMarks.of(arguments)
                    .getOrDefault(Marks.UNEXPLAINED_SINCE, "")
                    .isEmpty();
            if (!step.equals("sweep") || !suspects) {
                return real.call(name, arguments);
            }
            return real.call(name.equals("markServer") ? "deleteServer" : "deleteImage", arguments[0]);
        };
    }

    static Bug.Call deletedAtOnce() {
        return (step, name, arguments, real) ->
                step.equals("retire-images") && WrongMarks.of(arguments).containsValue(Marks.STATE_RETIRED)
                        ? real.call("deleteImage", arguments[0])
                        : real.call(name, arguments);
    }
}
