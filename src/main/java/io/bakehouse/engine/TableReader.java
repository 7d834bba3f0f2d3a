package io.bakehouse.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bakehouse.model.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the table of functions, and refuses what it does not understand with line and column. */
final class TableReader {
    private static final String RESOURCE = "functions.yaml";

    /** A component of the row that is its key in the file. */
    private static final String NOT_IN_FILE = "name";

    /** Words are enough for a table; far above what it needs, far below what hurts. */
    private static final int LARGEST = 1 << 20;

    private record Document(LinkedHashMap<String, FunctionRow> functions) {}

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new Text<>(Duration.class, Durations::parse))
                    .addDeserializer(EventType.class, new Text<>(EventType.class, EventType::ofWire)))
            .build();

    private TableReader() {}

    static FunctionTable packaged() {
        try (InputStream in = TableReader.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new TableException(RESOURCE + " is not on the class path", null);
            }
            return read(RESOURCE, new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TableException(RESOURCE + " cannot be read: " + e.getMessage(), e);
        }
    }

    static FunctionTable read(String name, String yaml) {
        try {
            Document document = YAML.readValue(yaml, Document.class);
            if (document == null || document.functions() == null) {
                throw new TableException(name + ": has no 'functions'", null);
            }
            document.functions().forEach((key, row) -> {
                if (row == null || !key.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
                    throw new TableException(name + ": '" + key + "' is no function in kebab case with a row", null);
                }
            });
            return new FunctionTable(document.functions());
        } catch (JsonProcessingException e) {
            throw new TableException(name + where(yaml, e) + ": " + words(e), e);
        }
    }

    private static String where(String yaml, JsonProcessingException e) {
        // Jackson finds an unknown key only at the end of what it is in.
        JsonLocation location = e instanceof PropertyBindingException unknown
                ? placeOf(yaml, unknown).orElse(e.getLocation())
                : e.getLocation();
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static Optional<JsonLocation> placeOf(String yaml, JsonMappingException e) {
        JsonPointer key = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            key = step.getFieldName() == null
                    ? key.appendIndex(step.getIndex())
                    : key.appendProperty(step.getFieldName());
        }
        try (JsonParser parser = YAML.createParser(yaml)) {
            while (parser.nextToken() != null) {
                if (parser.hasToken(JsonToken.FIELD_NAME)
                        && parser.getParsingContext().pathAsPointer().equals(key)) {
                    return Optional.of(parser.currentTokenLocation());
                }
            }
        } catch (IOException unreadable) {
            // Then it was not read to its end before either, and the exception at hand says why.
        }
        return Optional.empty();
    }

    private static String words(JsonProcessingException e) {
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (e instanceof PropertyBindingException unknown) {
            Set<Object> known = new TreeSet<>(unknown.getKnownPropertyIds());
            known.remove(NOT_IN_FILE);
            return "unknown key '" + unknown.getPropertyName() + "'" + path + "; known are " + known;
        }
        Throwable said = e instanceof ValueInstantiationException && e.getCause() != null ? e.getCause() : e;
        String message = said instanceof JsonProcessingException json ? json.getOriginalMessage() : said.getMessage();
        return message.lines().findFirst().orElse("") + path;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(step -> path.append(path.isEmpty() ? " in " : ".")
                        .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        return path.toString();
    }

    /** Reads a text with a function that throws IllegalArgumentException, and says where it did. */
    private static final class Text<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String value, DeserializationContext context) throws IOException {
            try {
                return parse.apply(value);
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(context.getParser(), e.getMessage(), e);
            }
        }
    }
}
