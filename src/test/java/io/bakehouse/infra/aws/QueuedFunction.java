package io.bakehouse.infra.aws;

import static io.bakehouse.infra.aws.Intrinsic.arn;
import static io.bakehouse.infra.aws.Intrinsic.map;
import static io.bakehouse.infra.aws.Intrinsic.only;
import static io.bakehouse.infra.aws.Intrinsic.ref;
import static io.bakehouse.infra.aws.Intrinsic.resource;
import static io.bakehouse.infra.aws.Intrinsic.sub;

import io.bakehouse.engine.FunctionRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A row's queue, its queue of dead letters, the Lambda function between them, its log and its alarms. */
record QueuedFunction(FunctionRow row, Sends sends) {
    /** What a process needs beyond its function: to say how it went, and to send what came of it. */
    static final Duration AROUND = Duration.ofSeconds(15);

    /** AWS's advice for queues that Lambda takes from: six times the function's time. */
    static final int HIDDEN_TIMES = 6;

    /** As the engine counts: its own dead letter, which tells people, comes before that of SQS. */
    static final int DEATHS = 3;

    /** The least that Lambda accepts. */
    private static final int LEAST_CONCURRENCY = 2;

    private static final int FORTNIGHT = 1_209_600;
    private static final int TOO_OLD_SECONDS = 3_600;

    /** Commands are carried out there, and one of them moves dead letters. */
    static final String COMMANDS = "run-command";

    void addTo(Map<String, Object> resources) {
        Names names = Names.of(row);
        resources.put(names.queue(), queue(names));
        resources.put(names.dead(), deadQueue(names));
        resources.put(names.logs(), logs(names));
        resources.put(names.role(), role(names));
        resources.put(names.logical(), function(names));
        resources.put(names.dead() + "Alarm", alarm(names, names.dead(), "ApproximateNumberOfMessagesVisible", 0));
        resources.put(
                names.queue() + "Alarm", alarm(names, names.queue(), "ApproximateAgeOfOldestMessage", TOO_OLD_SECONDS));
    }

    static long timeoutSeconds(FunctionRow row) {
        return Math.min(
                Duration.ofMinutes(15).toSeconds(), row.timeout().plus(AROUND).toSeconds());
    }

    private Map<String, Object> queue(Names names) {
        return resource(
                "AWS::SQS::Queue",
                "QueueName",
                sub(names.deployed()),
                "VisibilityTimeout",
                HIDDEN_TIMES * timeoutSeconds(row),
                "MessageRetentionPeriod",
                FORTNIGHT,
                "SqsManagedSseEnabled",
                true,
                "RedrivePolicy",
                map("deadLetterTargetArn", arn(names.dead()), "maxReceiveCount", row.attempts() + DEATHS + 2));
    }

    private Map<String, Object> deadQueue(Names names) {
        String source = "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:" + names.deployed();
        return resource(
                "AWS::SQS::Queue",
                "QueueName",
                sub(names.deployed() + "-dead"),
                "MessageRetentionPeriod",
                FORTNIGHT,
                "SqsManagedSseEnabled",
                true,
                "RedriveAllowPolicy",
                map("redrivePermission", "byQueue", "sourceQueueArns", List.of(sub(source))));
    }

    static Map<String, Object> logs(Names names) {
        return resource(
                "AWS::Logs::LogGroup",
                "LogGroupName",
                sub("/aws/lambda/" + names.deployed()),
                "RetentionInDays",
                ref("LogDays"));
    }

    private Map<String, Object> role(Names names) {
        Role role = new Role(names.logs()).queues(Role.TAKE, List.of(names.queue()));
        role.queues(Role.SEND, sends.of(row));
        if (row.name().equals(COMMANDS)) {
            role.queues(Role.TAKE, sends.allDead());
        }
        if (readsSecrets()) {
            role.secret();
        }
        return role.forLambda();
    }

    private boolean readsSecrets() {
        return !row.secrets().isEmpty();
    }

    private Map<String, Object> function(Names names) {
        return resource(
                "AWS::Serverless::Function",
                "FunctionName",
                sub(names.deployed()),
                "Description",
                row.purpose(),
                "Handler",
                "io.bakehouse.engine.aws.LambdaEvents::handleRequest",
                "Timeout",
                timeoutSeconds(row),
                "Role",
                arn(names.role()),
                "LoggingConfig",
                map("LogGroup", ref(names.logs())),
                "Environment",
                map(
                        "Variables",
                        readsSecrets()
                                ? Parameters.withSecrets("deliver-events")
                                : Parameters.without("deliver-events")),
                "Events",
                map("Queue", map("Type", "SQS", "Properties", source(names))));
    }

    /** One at a time: SQS counts what it hands over as delivered, so nothing may wait behind another event. */
    private Map<String, Object> source(Names names) {
        return map(
                "Queue",
                arn(names.queue()),
                "BatchSize",
                1,
                "FunctionResponseTypes",
                List.of("ReportBatchItemFailures"),
                "ScalingConfig",
                map("MaximumConcurrency", Math.max(LEAST_CONCURRENCY, row.concurrency())));
    }

    private static Map<String, Object> alarm(Names names, String queue, String metric, int above) {
        return resource(
                "AWS::CloudWatch::Alarm",
                "AlarmDescription",
                above == 0
                        ? names.function() + " gave events up; see why, then redrive"
                        : names.function() + " does not get on with its events",
                "Namespace",
                "AWS/SQS",
                "MetricName",
                metric,
                "Dimensions",
                List.of(map("Name", "QueueName", "Value", Map.of("Fn::GetAtt", List.of(queue, "QueueName")))),
                "Statistic",
                "Maximum",
                "Period",
                300,
                "EvaluationPeriods",
                1,
                "Threshold",
                above,
                "ComparisonOperator",
                "GreaterThanThreshold",
                "TreatMissingData",
                "notBreaching",
                "AlarmActions",
                List.of(only("HasAlarmTopic", ref("AlarmTopic"))));
    }
}
