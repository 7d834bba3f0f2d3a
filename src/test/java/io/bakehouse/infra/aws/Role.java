package io.bakehouse.infra.aws;

import static io.bakehouse.infra.aws.Intrinsic.arn;
import static io.bakehouse.infra.aws.Intrinsic.map;
import static io.bakehouse.infra.aws.Intrinsic.ref;
import static io.bakehouse.infra.aws.Intrinsic.resource;
import static io.bakehouse.infra.aws.Intrinsic.sub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What one function may do, and nothing else: named actions on named things. */
final class Role {
    /** What Lambda needs to take messages for a function, and the function to have one come later. */
    static final List<String> TAKE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes");

    static final List<String> SEND = List.of("sqs:SendMessage");

    private final List<Object> statements = new ArrayList<>();

    Role(String logs) {
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(arn(logs)));
    }

    /** Lets it do that with the queues of those names; nothing for none. */
    Role queues(List<String> actions, Collection<String> queues) {
        return queues.isEmpty()
                ? this
                : allow(actions, queues.stream().map(Intrinsic::arn).toList());
    }

    Role secret() {
        return allow(List.of("secretsmanager:GetSecretValue"), List.of(ref("Secret")));
    }

    private Role allow(List<String> actions, List<?> resources) {
        statements.add(map("Effect", "Allow", "Action", actions, "Resource", resources));
        return this;
    }

    /** For functions of Lambda. */
    Map<String, Object> forLambda() {
        Map<String, Object> role = of("lambda.amazonaws.com");
        @SuppressWarnings("unchecked") // it was made right here
        Map<String, Object> properties = (Map<String, Object>) role.get("Properties");
        // X-Ray knows no resources: this is AWS's own list of the two actions that write a trace.
        properties.put(
                "ManagedPolicyArns", List.of(sub("arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess")));
        return role;
    }

    private Map<String, Object> of(String service) {
        return resource(
                "AWS::IAM::Role",
                "AssumeRolePolicyDocument",
                document(List.of(trust(service, null))),
                "Policies",
                List.of(map("PolicyName", "what-it-does", "PolicyDocument", document(statements))));
    }

    /** For the schedules of this account. */
    static Map<String, Object> forSchedules(Collection<String> queues) {
        Map<String, Object> ours = map("StringEquals", map("aws:SourceAccount", ref("AWS::AccountId")));
        List<?> arns = queues.stream().map(Intrinsic::arn).toList();
        return resource(
                "AWS::IAM::Role",
                "AssumeRolePolicyDocument",
                document(List.of(trust("scheduler.amazonaws.com", ours))),
                "Policies",
                List.of(map(
                        "PolicyName",
                        "what-it-does",
                        "PolicyDocument",
                        document(List.of(map("Effect", "Allow", "Action", SEND, "Resource", arns))))));
    }

    private static Map<String, Object> trust(String service, Object condition) {
        Map<String, Object> trust =
                map("Effect", "Allow", "Principal", map("Service", service), "Action", "sts:AssumeRole");
        if (condition != null) {
            trust.put("Condition", condition);
        }
        return trust;
    }

    private static Map<String, Object> document(List<?> statements) {
        return map("Version", "2012-10-17", "Statement", statements);
    }
}
