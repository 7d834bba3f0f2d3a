package io.bakehouse.infra.aws;

import static io.bakehouse.infra.aws.Intrinsic.arn;
import static io.bakehouse.infra.aws.Intrinsic.map;
import static io.bakehouse.infra.aws.Intrinsic.ref;
import static io.bakehouse.infra.aws.Intrinsic.resource;
import static io.bakehouse.infra.aws.Intrinsic.sub;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The function that tells of the dead letters which SQS made by itself. */
record DeadLettersEnd(Sends sends) {
    private static final Names NAMES = new Names("end-dead-letters");
    private static final int TIMEOUT_SECONDS = 120;

    void addTo(Map<String, Object> resources) {
        Set<String> told = new TreeSet<>(sends.toEndings());
        told.addAll(sends.allDead());
        resources.put(NAMES.logs(), QueuedFunction.logs(NAMES));
        resources.put(
                NAMES.role(),
                new Role(NAMES.logs())
                        .queues(Role.TAKE, sends.allDead())
                        .queues(Role.SEND, told)
                        .forLambda());
        resources.put(
                NAMES.logical(),
                resource(
                        "AWS::Serverless::Function",
                        "FunctionName",
                        sub(NAMES.deployed()),
                        "Description",
                        "Tells of events that processes died of again and again",
                        "Handler",
                        "io.bakehouse.engine.aws.LambdaEvents::handleRequest",
                        "Timeout",
                        TIMEOUT_SECONDS,
                        "Role",
                        arn(NAMES.role()),
                        "LoggingConfig",
                        map("LogGroup", ref(NAMES.logs())),
                        "Environment",
                        map("Variables", Parameters.without("end-dead-letters")),
                        "Events",
                        map(
                                "Every",
                                map(
                                        "Type",
                                        "ScheduleV2",
                                        "Properties",
                                        map("ScheduleExpression", "rate(5 minutes)")))));
    }
}
