package io.bakehouse.infra.aws;

import static io.bakehouse.infra.aws.Intrinsic.arn;
import static io.bakehouse.infra.aws.Intrinsic.map;
import static io.bakehouse.infra.aws.Intrinsic.ref;
import static io.bakehouse.infra.aws.Intrinsic.resource;
import static io.bakehouse.infra.aws.Intrinsic.sub;

import io.bakehouse.engine.FunctionTable;
import java.util.Map;

/**
 * The function behind the URL: webhooks, chats, commands and reading. Commands are carried out there at once, the one that
 * moves dead letters among them.
 */
record Ingress(FunctionTable table, Sends sends) {
    private static final Names NAMES = new Names("ingress");

    void addTo(Map<String, Object> resources) {
        long timeout = table.rows().stream()
                .filter(row -> row.trigger().route() != null)
                .mapToLong(QueuedFunction::timeoutSeconds)
                .max()
                .orElseThrow();
        resources.put(NAMES.logs(), QueuedFunction.logs(NAMES));
        resources.put(
                NAMES.role(),
                new Role(NAMES.logs())
                        .queues(Role.SEND, sends.all())
                        .queues(Role.TAKE, sends.allDead())
                        .secret()
                        .forLambda());
        resources.put(
                NAMES.logical(),
                resource(
                        "AWS::Serverless::Function",
                        "FunctionName",
                        sub(NAMES.deployed()),
                        "Description",
                        "Webhooks, chats, commands and reading",
                        "Handler",
                        "io.bakehouse.engine.aws.LambdaRequests::handleRequest",
                        "Timeout",
                        timeout,
                        "Role",
                        arn(NAMES.role()),
                        "LoggingConfig",
                        map("LogGroup", ref(NAMES.logs())),
                        "Environment",
                        map("Variables", Parameters.withSecrets("deliver-events")),
                        "FunctionUrlConfig",
                        // The bakery itself asks who it is: tokens and signatures, as each sender can.
                        map("AuthType", "NONE", "InvokeMode", "BUFFERED")));
    }
}
