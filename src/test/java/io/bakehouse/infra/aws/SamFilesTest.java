package io.bakehouse.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.infra.Generated;
import io.bakehouse.model.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code infra/aws/template.yaml}: follows from the table, is what CloudFormation takes, and allows no more than is needed. */
class SamFilesTest {
    private static final FunctionTable TABLE = FunctionTable.packaged();
    private static final String TEXT = new SamTemplate(TABLE).text();
    private static final JsonNode TEMPLATE = parse();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z:]+)}");

    private static JsonNode parse() {
        try {
            return YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(TEXT);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFileFollowsFromTheTable() {
        Generated.check(Path.of("infra/aws/template.yaml"), TEXT);
    }

    @Test
    void everyResourceIsWhatCloudFormationPublishes() throws IOException {
        try (InputStream schema = SamFilesTest.class.getResourceAsStream("/aws/resources.schema.json")) {
            JsonSchema resources = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema);
            TEMPLATE.path("Resources")
                    .properties()
                    .forEach(resource -> assertThat(resources.validate(resource.getValue()))
                            .as(resource.getKey())
                            .isEmpty());
            JsonNode misspelled = TEMPLATE.path("Resources").path("SweepQueue").deepCopy();
            ((ObjectNode) misspelled.path("Properties")).put("QueuName", "x");
            assertThat(resources.validate(misspelled))
                    .as("a misspelled property")
                    .isNotEmpty();
        }
    }

    @Test
    void nothingIsAllowedOnEverythingAndNobodysAccountOrSecretIsThere() {
        TEMPLATE.path("Resources")
                .findValues("Statement")
                .forEach(statements -> assertThat(statements.toString()).doesNotContain("*"));
        assertThat(Pattern.compile("\\d{12}").matcher(TEXT).find()).isFalse();
        assertThat(TEXT).doesNotContain("AKIA", "BEGIN ");
        for (String secret : List.of("OS_PASSWORD", "BAKEHOUSE_TOKEN", "BAKEHOUSE_SINKS")) {
            assertThat(TEMPLATE.findValues(secret))
                    .allMatch(value -> value.asText().equals(Parameters.NO_USE));
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> known = new TreeSet<>(List.of(
                "AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::NoValue", "IngressUrl"));
        TEMPLATE.path("Parameters").fieldNames().forEachRemaining(known::add);
        TEMPLATE.path("Resources").fieldNames().forEachRemaining(known::add);
        Set<String> used = new TreeSet<>();
        TEMPLATE.findValues("Ref").forEach(name -> used.add(name.asText()));
        TEMPLATE.findValues("Fn::GetAtt").forEach(name -> used.add(name.path(0).asText()));
        TEMPLATE.findValues("Fn::Sub").forEach(text -> {
            Matcher references = REFERENCE.matcher(text.asText());
            while (references.find()) {
                used.add(references.group(1));
            }
        });
        assertThat(known).containsAll(used);
        Set<String> conditions = new TreeSet<>();
        TEMPLATE.findValues("Fn::If")
                .forEach(choice -> conditions.add(choice.path(0).asText()));
        Iterator<String> declared = TEMPLATE.path("Conditions").fieldNames();
        Set<String> declaredConditions = new TreeSet<>();
        declared.forEachRemaining(declaredConditions::add);
        assertThat(conditions).isEqualTo(declaredConditions);
    }

    @Test
    void aFunctionSendsToThoseItsEventsTriggerAndToNobodyElse() {
        for (FunctionRow row : TABLE.queued()) {
            if (row.name().equals("run-command")) {
                // Gives any command, and moves any dead letter.
                continue;
            }
            Set<String> wanted = new TreeSet<>();
            row.emits().forEach(type -> TABLE.triggeredBy(type).forEach(next -> wanted.add(camel(next) + "Queue")));
            wanted.addAll(List.of("NotifyQueue", camel(row) + "Queue", camel(row) + "Dead"));
            assertThat(allowed(row, "sqs:SendMessage")).as(row.name()).isEqualTo(wanted);
            assertThat(allowed(row, "sqs:ReceiveMessage")).as(row.name()).containsExactly(camel(row) + "Queue");
            assertThat(allowed(row, "secretsmanager:GetSecretValue").isEmpty())
                    .as(row.name())
                    .isEqualTo(row.secrets().isEmpty());
        }
    }

    @Test
    void theRowSaysHowItsQueueIsSetUp() {
        for (FunctionRow row : TABLE.queued()) {
            JsonNode function = properties(camel(row));
            JsonNode source = function.path("Events").path("Queue").path("Properties");
            assertThat(source.path("ScalingConfig").path("MaximumConcurrency").asInt())
                    .isEqualTo(Math.max(2, row.concurrency()));
            assertThat(source.path("FunctionResponseTypes").path(0).asText()).isEqualTo("ReportBatchItemFailures");
            assertThat(function.path("Timeout").asLong())
                    .isGreaterThan(row.timeout().toSeconds());
            JsonNode queue = properties(camel(row) + "Queue");
            assertThat(queue.path("VisibilityTimeout").asLong())
                    .isEqualTo(6 * function.path("Timeout").asLong());
            assertThat(queue.path("RedrivePolicy").path("maxReceiveCount").asInt())
                    .isGreaterThan(row.attempts() + 3);
        }
    }

    @Test
    void aScheduleSendsAnEventThatCanBeRead() {
        for (FunctionRow row : TABLE.scheduled()) {
            String input = properties(camel(row) + "Schedule")
                    .path("Target")
                    .path("Input")
                    .asText();
            String sent = input.replace("<aws.scheduler.scheduled-time>", "2026-11-23T01:00:00Z");
            EventType type = row.trigger().schedule().event();
            assertThat(EventCodec.read(sent.getBytes(StandardCharsets.UTF_8)).data())
                    .isEqualTo(row.trigger()
                            .schedule()
                            .fire(Instant.parse("2026-11-23T01:00:00Z"))
                            .data());
            assertThat(EventCodec.read(sent.getBytes(StandardCharsets.UTF_8)).type())
                    .isEqualTo(type);
        }
    }

    private static Set<String> allowed(FunctionRow row, String action) {
        Set<String> resources = new TreeSet<>();
        JsonNode statements = properties(camel(row) + "Role")
                .path("Policies")
                .path(0)
                .path("PolicyDocument")
                .path("Statement");
        for (JsonNode statement : statements) {
            if (statement.path("Action").toString().contains("\"" + action + "\"")) {
                statement
                        .path("Resource")
                        .forEach(resource -> resources.add(
                                resource.has("Ref")
                                        ? resource.path("Ref").asText()
                                        : resource.path("Fn::GetAtt").path(0).asText()));
            }
        }
        return resources;
    }

    private static JsonNode properties(String resource) {
        return TEMPLATE.path("Resources").path(resource).path("Properties");
    }

    private static String camel(FunctionRow row) {
        StringBuilder name = new StringBuilder();
        for (String part : row.name().split("-", -1)) {
            name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return name.toString();
    }
}
