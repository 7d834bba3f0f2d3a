package io.bakehouse.infra.aws;

import static io.bakehouse.infra.aws.Intrinsic.map;
import static io.bakehouse.infra.aws.Intrinsic.only;
import static io.bakehouse.infra.aws.Intrinsic.ref;
import static io.bakehouse.infra.aws.Intrinsic.sub;

import java.util.List;
import java.util.Map;

/** What somebody says when the template is deployed, and what the functions are told of it. */
final class Parameters {
    /** Instead of a secret, where none is needed. */
    static final String NO_USE = "of-no-use-here";

    private Parameters() {}

    static Map<String, Object> all() {
        return map(
                "Name",
                text("What the names of all functions and queues begin with", "bakehouse"),
                "AuthUrl",
                text("OS_AUTH_URL of the OpenStack cloud"),
                "ProjectName",
                text("OS_PROJECT_NAME"),
                "ProjectDomainName",
                text("OS_PROJECT_DOMAIN_NAME", "Default"),
                "Username",
                text("OS_USERNAME"),
                "UserDomainName",
                text("OS_USER_DOMAIN_NAME", "Default"),
                "RegionName",
                text("OS_REGION_NAME, where the cloud has several", ""),
                "Secret",
                text("ARN of the secret with OS_PASSWORD, BAKEHOUSE_TOKEN and whatever else is secret"),
                "CallbackUrl",
                text("Where servers reach the bakery; the output Url, once that is known", ""),
                "AlarmTopic",
                text("ARN of the SNS topic that hears alarms", ""),
                "OtelLayer",
                text("ARN of a layer with OpenTelemetry's agent for this region", ""),
                "LogDays",
                map("Type", "Number", "Description", "How long logs are kept", "Default", 30));
    }

    static Map<String, Object> conditions() {
        return map(
                "HasRegionName", given("RegionName"),
                "HasCallbackUrl", given("CallbackUrl"),
                "HasAlarmTopic", given("AlarmTopic"),
                "HasOtelLayer", given("OtelLayer"));
    }

    /** Of every function. */
    static Map<String, Object> variables() {
        return map(
                "BAKEHOUSE_CLOUD",
                "openstack",
                "BAKEHOUSE_RECIPES",
                "/opt/recipes",
                "BAKEHOUSE_AWS_QUEUES",
                sub("https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Name}-"),
                "BAKEHOUSE_AWS_DEATHS",
                String.valueOf(QueuedFunction.DEATHS),
                // Lambda adds the time; the request's id is that of its own lines.
                "QUARKUS_LOG_CONSOLE_FORMAT",
                "%-5p [%c{1}] %X{AWSRequestId} %s%e%n",
                "BAKEHOUSE_CALLBACK_URL",
                only("HasCallbackUrl", ref("CallbackUrl")),
                "OS_AUTH_URL",
                ref("AuthUrl"),
                "OS_PROJECT_NAME",
                ref("ProjectName"),
                "OS_PROJECT_DOMAIN_NAME",
                ref("ProjectDomainName"),
                "OS_USERNAME",
                ref("Username"),
                "OS_USER_DOMAIN_NAME",
                ref("UserDomainName"),
                "OS_REGION_NAME",
                only("HasRegionName", ref("RegionName")),
                "AWS_LAMBDA_EXEC_WRAPPER",
                only("HasOtelLayer", "/opt/otel-instrument"));
    }

    /** Of a function that reads secrets. */
    static Map<String, Object> withSecrets(String export) {
        return map("QUARKUS_FUNQY_EXPORT", export, "BAKEHOUSE_AWS_SECRET", ref("Secret"));
    }

    /** Of one that reads none: it starts as if it could ask the cloud, and serves no requests. */
    static Map<String, Object> without(String export) {
        return map("QUARKUS_FUNQY_EXPORT", export, "OS_PASSWORD", NO_USE, "BAKEHOUSE_TOKEN", NO_USE);
    }

    private static Map<String, Object> text(String description) {
        return map("Type", "String", "Description", description);
    }

    private static Map<String, Object> text(String description, String otherwise) {
        return map("Type", "String", "Description", description, "Default", otherwise);
    }

    private static Map<String, Object> given(String parameter) {
        return Map.of("Fn::Not", List.of(Map.of("Fn::Equals", List.of(ref(parameter), ""))));
    }
}
