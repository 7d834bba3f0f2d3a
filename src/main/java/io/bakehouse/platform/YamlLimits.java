package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What YAML allows and no recipe needs. The library limits how many aliases there are, which still lets a few lines stand for
 * more than any memory holds, because each may repeat another.
 */
final class YamlLimits {
    /** Keys, values, lists and maps, with every alias written out. */
    private static final int MOST_NODES = 200_000;

    private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

    private YamlLimits() {}

    /**
     * Looks before aliases are written out.
     *
     * @throws IllegalArgumentException when there would be too much
     */
    static void requireSmall(Node root) {
        if (new YamlLimits().size(root) > MOST_NODES) {
            throw new IllegalArgumentException(
                    "with its aliases written out it has more than " + MOST_NODES + " parts, or contains itself");
        }
    }

    private long size(Node node) {
        Long known = sizes.get(node);
        if (known != null) {
            return known;
        }
        // Until it is counted: whoever meets it on the way is inside of it.
        sizes.put(node, MOST_NODES + 1L);
        long size = 1;
        for (Node part : parts(node).toList()) {
            size = Math.min(MOST_NODES + 1L, size + size(part));
        }
        sizes.put(node, size);
        return size;
    }

    private static Stream<Node> parts(Node node) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream().flatMap(entry -> Stream.of(entry.getKeyNode(), entry.getValueNode()));
        }
        return node instanceof SequenceNode list ? list.getValue().stream() : Stream.empty();
    }

    /**
     * JSON, and so the schema, has no infinite numbers.
     *
     * @throws IllegalArgumentException when there is one
     */
    static JsonNode requireFinite(JsonNode tree) {
        if (tree.isFloatingPointNumber() && !Double.isFinite(tree.doubleValue())) {
            throw new IllegalArgumentException("it has a number that is infinite, or none");
        }
        tree.forEach(YamlLimits::requireFinite);
        return tree;
    }
}
