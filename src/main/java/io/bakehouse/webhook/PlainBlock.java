package io.bakehouse.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The block of one top-level key in YAML as Psych, the YAML of Puppet, writes it, found without parsing: the key alone on
 * its line, then lines that are all indented, then a line that begins with another key. Most of a report is such a block,
 * and reading it as YAML takes longer than all else that is done with the report.
 *
 * <p>It is only one if every line of it can be understood by itself: entries and keys, and values that are plain text,
 * quoted text that ends on its line, or an empty collection. Then nothing is open at the end of any line, and the next
 * unindented line belongs to the top-level mapping, whatever the lines say. Tags, anchors, aliases, characters other than
 * ASCII and everything unusual make it none. Nor is it one at the end of the body, where it may have been cut off.
 *
 * <p>So the limits of {@link YamlTree} hold for what is left out: there are no tags and aliases in it, and it is not
 * nested too deep, because a column begins at most two collections (a mapping, and a list as its value). What it may
 * contain is a mistake inside of a value, or an indentation that does not fit; nothing is read out of it then or ever.
 *
 * @param key where the line of the key begins
 * @param begin where the line after it begins
 * @param end where the first line begins that does not belong to it
 */
record PlainBlock(int key, int begin, int end) {

    /** The first block of that key, if there is one. Whether its line is a key at all, only a parser can tell. */
    static Optional<PlainBlock> find(byte[] body, String key) {
        String line = "\n" + key + ":\n";
        int before = new String(body, StandardCharsets.ISO_8859_1).indexOf(line);
        if (before < 0) {
            return Optional.empty();
        }
        int begin = before + line.length();
        int end = PlainLines.skip(body, begin);
        return end <= begin || end == body.length || !isKey(body[end])
                ? Optional.empty()
                : Optional.of(new PlainBlock(before + 1, begin, end));
    }

    /** Every key of a report begins like this. */
    private static boolean isKey(byte first) {
        return first >= 'a' && first <= 'z';
    }
}
