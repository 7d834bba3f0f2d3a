package io.bakehouse.infra.aws;

import static io.bakehouse.infra.aws.Intrinsic.arn;
import static io.bakehouse.infra.aws.Intrinsic.map;
import static io.bakehouse.infra.aws.Intrinsic.only;
import static io.bakehouse.infra.aws.Intrinsic.ref;
import static io.bakehouse.infra.aws.Intrinsic.resource;
import static io.bakehouse.infra.aws.Intrinsic.sub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code infra/aws/template.yaml}: what AWS SAM needs to run the functions of the table. */
final class SamTemplate {
    private static final String HEADER = """
            # Follows from functions.yaml by a test; what to do with it: README.md.
            """;
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final FunctionTable table;
    private final Sends sends;

    SamTemplate(FunctionTable table) {
        this.table = table;
        this.sends = new Sends(table);
    }

    String text() {
        try {
            return HEADER
                    + YAML.writeValueAsString(map(
                            "AWSTemplateFormatVersion",
                            "2010-09-09",
                            "Transform",
                            "AWS::Serverless-2016-10-31",
                            "Description",
                            "Bakehouse, an image bakery for OpenStack",
                            "Parameters",
                            Parameters.all(),
                            "Conditions",
                            Parameters.conditions(),
                            "Globals",
                            map("Function", globals()),
                            "Resources",
                            resources(),
                            "Outputs",
                            map(
                                    "Url",
                                    map(
                                            "Description",
                                            "Where senders, chats and people send requests",
                                            "Value",
                                            Map.of("Fn::GetAtt", List.of("IngressUrl", "FunctionUrl"))))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> globals() {
        return map(
                "Runtime",
                "java25",
                "Architectures",
                List.of("arm64"),
                "MemorySize",
                1024,
                "CodeUri",
                "../../target/function.zip",
                "Tracing",
                "Active",
                "AutoPublishAlias",
                "live",
                "SnapStart",
                map("ApplyOn", "PublishedVersions"),
                "Layers",
                List.of(ref("Recipes"), only("HasOtelLayer", ref("OtelLayer"))),
                "Environment",
                map("Variables", Parameters.variables()));
    }

    private Map<String, Object> resources() {
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put(
                "Recipes",
                resource("AWS::Serverless::LayerVersion", "LayerName", sub("${Name}-recipes"), "ContentUri", "layer"));
        new Ingress(table, sends).addTo(resources);
        new DeadLettersEnd(sends).addTo(resources);
        table.queued().forEach(row -> new QueuedFunction(row, sends).addTo(resources));
        addSchedules(resources);
        return resources;
    }

    private void addSchedules(Map<String, Object> resources) {
        Set<String> queues = new TreeSet<>(Set.of("SchedulesDead"));
        table.scheduled().forEach(row -> queues.add(Names.of(row).queue()));
        resources.put("SchedulesDead", resource("AWS::SQS::Queue", "SqsManagedSseEnabled", true));
        resources.put("SchedulesRole", Role.forSchedules(queues));
        for (FunctionRow row : table.scheduled()) {
            resources.put(Names.of(row).logical() + "Schedule", schedule(row));
        }
    }

    /** The event goes to the function's queue at once: there is nothing for a function to do in between. */
    private static Map<String, Object> schedule(FunctionRow row) {
        Schedule schedule = row.trigger().schedule();
        Duration every = schedule.every();
        return resource(
                "AWS::Scheduler::Schedule",
                "Description",
                row.purpose(),
                "ScheduleExpression",
                every == null ? "cron(" + cron(schedule.cron()) + ")" : rate(every),
                "FlexibleTimeWindow",
                map("Mode", "OFF"),
                "Target",
                map(
                        "Arn",
                        arn(Names.of(row).queue()),
                        "RoleArn",
                        arn("SchedulesRole"),
                        "Input",
                        input(row.name(), schedule),
                        "RetryPolicy",
                        map("MaximumRetryAttempts", 10, "MaximumEventAgeInSeconds", 3_600),
                        "DeadLetterConfig",
                        map("Arn", arn("SchedulesDead"))));
    }

    private static String rate(Duration every) {
        if (every.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException("EventBridge Scheduler knows whole minutes only, not " + every);
        }
        return "rate(" + every.toMinutes() + (every.toMinutes() == 1 ? " minute)" : " minutes)");
    }

    /** Quartz counts seconds, and EventBridge does not. */
    private static String cron(String quartz) {
        List<String> fields = new ArrayList<>(List.of(quartz.strip().split("\\s+")));
        fields.remove(0);
        if (fields.size() == 5) {
            fields.add("*");
        }
        return String.join(" ", fields);
    }

    /** The event of the slot, equal for two deliveries of one. */
    static String input(String function, Schedule schedule) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + function + "-" + SCHEDULED_TIME
                + "\",\"source\":\"/bakehouse/schedule\",\"type\":\""
                + schedule.event().wire()
                + "\",\"datacontenttype\":\"application/json\",\"data\":{\"slot\":\"" + SCHEDULED_TIME + "\"}}";
    }
}
