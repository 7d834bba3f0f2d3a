package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file as data, and where in the file each part of the data stands. */
final class YamlSource {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Path file;
    private final Node root;
    private final JsonNode tree;

    private YamlSource(Path file, Node root, JsonNode tree) {
        this.file = file;
        this.root = root;
        this.tree = tree;
    }

    /**
     * The file's only document.
     *
     * @throws RecipesException when it is not YAML, or empty
     */
    static YamlSource parse(Path file, String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setNestingDepthLimit(50);
        limits.setMaxAliasesForCollections(50);
        try {
            Node root = new Yaml(new SafeConstructor(limits)).compose(new StringReader(text));
            if (root == null) {
                throw new RecipesException(List.of(file + ": is empty"));
            }
            YamlLimits.requireSmall(root);
            Object data = new Yaml(new SafeConstructor(limits)).load(text);
            return new YamlSource(file, root, YamlLimits.requireFinite(JSON.valueToTree(data)));
        } catch (MarkedYAMLException e) {
            throw new RecipesException(List.of(place(file, e.getProblemMark()) + ": " + e.getProblem()));
        } catch (YAMLException | IllegalArgumentException e) {
            throw new RecipesException(List.of(file + ": is not acceptable as YAML: " + e.getMessage()));
        }
    }

    JsonNode tree() {
        return tree;
    }

    /** {@code file:line:column} of the key or element at that path, or of the nearest one above it. */
    String place(List<String> path) {
        Node node = root;
        Mark mark = root.getStartMark();
        for (String step : path) {
            Optional<NodeTuple> entry = entry(node, step);
            if (entry.isPresent()) {
                mark = entry.get().getKeyNode().getStartMark();
                node = entry.get().getValueNode();
            } else if (node instanceof SequenceNode list && step.matches("\\d{1,6}")) {
                node = list.getValue().get(Integer.parseInt(step));
                mark = node.getStartMark();
            } else {
                break;
            }
        }
        return place(file, mark);
    }

    private static Optional<NodeTuple> entry(Node node, String key) {
        if (!(node instanceof MappingNode map)) {
            return Optional.empty();
        }
        return map.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst();
    }

    private static String place(Path file, Mark mark) {
        return mark == null ? file.toString() : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
