package io.bakehouse.webhook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Builds a tree of one document's events, as far as it is wanted. An alias is the same object again, never a copy. */
final class YamlTree {
    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 50;
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> PLAIN_TAGS = Set.of(
            "str",
            "int",
            "float",
            "bool",
            "null",
            "timestamp",
            "binary",
            "seq",
            "map",
            "set",
            "omap",
            "pairs",
            "merge",
            "value");

    private final Iterator<Event> events;
    private final Predicate<List<String>> wanted;
    private final Map<String, Object> anchors = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    private final List<String> pathForOthers = Collections.unmodifiableList(path);
    private int depth;
    private int aliases;

    /**
     * A tree of those events.
     *
     * @param wanted of the keys on the way to a value, the same list again and again, whether the value is to be kept
     */
    YamlTree(Iterator<Event> events, Predicate<List<String>> wanted) {
        this.events = events;
        this.wanted = wanted;
    }

    Object read() {
        return node(events.next());
    }

    private Object node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        requirePlainTag(event);
        if (event instanceof ScalarEvent scalar) {
            String value = scalar.isPlain() && isNull(scalar.getValue()) ? null : scalar.getValue();
            anchor(scalar, value);
            return value;
        }
        requireShallow(++depth, event);
        Object collection = event instanceof SequenceStartEvent list ? list(list) : map((MappingStartEvent) event);
        depth--;
        return collection;
    }

    private List<Object> list(SequenceStartEvent start) {
        List<Object> list = new ArrayList<>();
        anchor(start, list);
        for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
            list.add(node(next));
        }
        return list;
    }

    private Map<String, Object> map(MappingStartEvent start) {
        Map<String, Object> map = new LinkedHashMap<>();
        anchor(start, map);
        for (Event next = events.next(); !next.is(Event.ID.MappingEnd); next = events.next()) {
            String key = key(next);
            path.add(key);
            if (!wanted.test(pathForOthers)) {
                skip(events.next());
            } else if (map.containsKey(key)) {
                throw new MalformedException(
                        "the body is not readable as YAML: a key comes twice" + YamlBody.place(next.getStartMark()));
            } else {
                map.put(key, node(events.next()));
            }
            path.remove(path.size() - 1);
        }
        return map;
    }

    /** Reads the node that begins with that event to its end, and checks it all the same: most of a report goes this way. */
    private void skip(Event first) {
        int open = 0;
        Event event = first;
        while (true) {
            if (event instanceof AliasEvent alias) {
                aliased(alias);
            } else if (event instanceof ScalarEvent scalar) {
                requirePlainTag(event);
                anchor(scalar, scalar.getValue());
            } else if (event instanceof CollectionStartEvent start) {
                requirePlainTag(event);
                requireShallow(depth + ++open, event);
                anchor(start, List.of());
            } else {
                open--;
            }
            if (open == 0) {
                return;
            }
            event = events.next();
        }
    }

    private String key(Event event) {
        Object key = node(event);
        if (key instanceof List || key instanceof Map) {
            throw new MalformedException(
                    "the body is not readable as YAML: a key is no scalar" + YamlBody.place(event.getStartMark()));
        }
        return String.valueOf(key);
    }

    private Object aliased(AliasEvent alias) {
        Object target = anchors.get(alias.getAnchor());
        boolean collection = target instanceof List || target instanceof Map;
        if (!anchors.containsKey(alias.getAnchor()) || (collection && ++aliases > MOST_ALIASES)) {
            throw new MalformedException("the body is not readable as YAML: an alias without anchor, or more than "
                    + MOST_ALIASES + " aliases" + YamlBody.place(alias.getStartMark()));
        }
        return target;
    }

    private void anchor(NodeEvent event, Object value) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), value);
        }
    }

    /** A tag of the writer's own is passed over; one that names a class of ours has no business here. */
    private static void requirePlainTag(Event event) {
        String tag = event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        boolean isPlain = tag == null
                || tag.startsWith("!")
                || (tag.startsWith(STANDARD_TAG) && PLAIN_TAGS.contains(tag.substring(STANDARD_TAG.length())));
        if (!isPlain) {
            throw new MalformedException(
                    "the body is not readable as YAML: it has a foreign tag" + YamlBody.place(event.getStartMark()));
        }
    }

    private static void requireShallow(int level, Event event) {
        if (level > DEEPEST) {
            throw new MalformedException("the body is not readable as YAML: it is nested deeper than " + DEEPEST
                    + YamlBody.place(event.getStartMark()));
        }
    }

    private static boolean isNull(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }
}
