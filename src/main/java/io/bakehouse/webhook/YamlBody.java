package io.bakehouse.webhook;

import java.io.ByteArrayInputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * Reads YAML from strangers into maps, lists and texts. It works on the parser's events and keeps only what is asked for:
 * a report of 8 MiB would otherwise become a tree of 250 MB. No tag is ever resolved to a class.
 */
final class YamlBody {
    private YamlBody() {}

    /**
     * The whole body as one mapping; scalars are texts, or null.
     *
     * @param wanted of the keys on the way to a value, whether the value is to be kept
     * @throws MalformedException when it is not YAML, not a mapping, nested deeper than 50, or has over 50 aliases of
     *     collections
     */
    static Map<?, ?> read(byte[] body, Predicate<List<String>> wanted) {
        LoaderOptions limits = new LoaderOptions();
        // A text has at most as many code points as bytes, and those are limited where they arrive.
        limits.setCodePointLimit(Math.max(body.length, 1));
        try {
            UnicodeReader reader = new UnicodeReader(new ByteArrayInputStream(body));
            if (document(new Yaml(limits).parse(reader).iterator(), wanted) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (MarkedYAMLException e) {
            throw new MalformedException("the body is not readable as YAML" + place(e.getProblemMark()));
        } catch (YAMLException e) {
            throw new MalformedException("the body is not readable as YAML: its bytes are no text");
        }
        throw new MalformedException(
                body.length == 0 ? "the body is empty, and YAML was expected" : "the body is no YAML mapping");
    }

    /** Where to look, one-based. */
    static String place(Mark mark) {
        return mark == null ? "" : ": see line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static Object document(Iterator<Event> events, Predicate<List<String>> wanted) {
        events.next();
        if (!events.next().is(Event.ID.DocumentStart)) {
            return null;
        }
        Object tree = new YamlTree(events, wanted).read();
        events.next();
        Event after = events.next();
        if (!after.is(Event.ID.StreamEnd)) {
            throw new MalformedException("the body is more than one YAML document" + place(after.getStartMark()));
        }
        return tree;
    }
}
