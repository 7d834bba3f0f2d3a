package io.bakehouse.webhook;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
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
        try {
            if (document(events(new ByteArrayInputStream(body), body.length), wanted) instanceof Map<?, ?> map) {
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

    /**
     * The same without the block of that top-level key, which is then null; empty when the block is not so plain that it
     * can be left out, or when what is left cannot be read: then {@link #read} tells why, or reads it.
     */
    static Optional<Map<?, ?>> readWithout(String key, byte[] body, Predicate<List<String>> wanted) {
        return PlainBlock.find(body, key).flatMap(block -> readAround(block, body, wanted));
    }

    private static Optional<Map<?, ?>> readAround(PlainBlock block, byte[] body, Predicate<List<String>> wanted) {
        InputStream rest = new SequenceInputStream(
                new ByteArrayInputStream(body, 0, block.begin()),
                new ByteArrayInputStream(body, block.end(), body.length - block.end()));
        try {
            KeyWatch watch = new KeyWatch(events(rest, body.length), codePoints(body, block.key()));
            Object tree = document(watch, wanted);
            return watch.hasFound() && tree instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (YAMLException | MalformedException e) {
            return Optional.empty();
        }
    }

    /** As many as the parser counts, or a number that fits no key, if the text is not UTF-8 or has a mark of its order. */
    private static int codePoints(byte[] body, int end) {
        int count = 0;
        for (int i = 0; i < end; i++) {
            boolean continues = (body[i] & 0xc0) == 0x80;
            count += continues ? 0 : 1;
        }
        return count;
    }

    /** Straight from the parser: a whole {@code Yaml} also makes what builds and writes objects, for every body again. */
    private static Iterator<Event> events(InputStream body, int length) {
        LoaderOptions limits = new LoaderOptions();
        // A text has at most as many code points as bytes, and those are limited where they arrive.
        limits.setCodePointLimit(Math.max(length, 1));
        Parser parser = new ParserImpl(new StreamReader(new UnicodeReader(body)), limits);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return parser.peekEvent() != null;
            }

            @Override
            public Event next() {
                return parser.getEvent();
            }
        };
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
