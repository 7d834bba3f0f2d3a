package io.bakehouse.engine.aws;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import java.net.URI;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS in this process. It keeps what it has taken for as long as it lives, whoever else dies. */
final class ElasticMq implements AutoCloseable {
    static final String NAMES = "bakery-";
    private static final String ACCOUNT = "000000000000";
    private final SQSRestServer server;
    private final int port;

    ElasticMq() {
        server = SQSRestServerBuilder.withPort(0).withInterface("127.0.0.1").start();
        port = server.waitUntilStarted().localAddress().getPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Queues queues() {
        return new Queues(URI.create(endpoint() + "/" + ACCOUNT + "/" + NAMES));
    }

    static String arn(String function) {
        return "arn:aws:sqs:elasticmq:" + ACCOUNT + ":" + NAMES + function;
    }

    SqsClient client() {
        return client(endpoint());
    }

    static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Makes the queues that the template makes. */
    ElasticMq with(FunctionTable table, int hiddenSeconds, int deaths) {
        try (SqsClient sqs = client()) {
            for (FunctionRow row : table.queued()) {
                sqs.createQueue(request -> request.queueName(NAMES + row.name() + "-dead"));
                String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                        .formatted(arn(row.name() + "-dead"), row.attempts() + deaths + 2);
                sqs.createQueue(request -> request.queueName(NAMES + row.name())
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                String.valueOf(hiddenSeconds),
                                QueueAttributeName.REDRIVE_POLICY,
                                redrive)));
            }
        }
        return this;
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
