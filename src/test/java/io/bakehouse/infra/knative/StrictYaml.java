package io.bakehouse.infra.knative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kubernetes objects in YAML, written from typed models and read into them, where a field that they lack is an error. */
final class StrictYaml {
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR))
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NoAnySetters())
            .build();

    private StrictYaml() {}

    static String write(List<? extends HasMetadata> objects) {
        StringBuilder text = new StringBuilder("# From functions.yaml, by KnativeFilesTest: do not edit.\n");
        for (HasMetadata object : objects) {
            try {
                text.append(YAML.writeValueAsString(object));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return text.toString();
    }

    /** The objects of a file; fails on a kind that is not among the models, and on every unknown field. */
    static List<HasMetadata> read(String yaml, Map<String, Class<? extends HasMetadata>> kinds) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        List<JsonNode> documents =
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
        for (JsonNode document : documents) {
            String kind = document.path("apiVersion").asText() + " "
                    + document.path("kind").asText();
            Class<? extends HasMetadata> model = kinds.get(kind);
            if (model == null) {
                throw new IOException("no model for " + kind);
            }
            objects.add(STRICT.treeToValue(document, model));
        }
        return objects;
    }

    /** The models would put what they do not know into a map, and say nothing. */
    private static final class NoAnySetters extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
