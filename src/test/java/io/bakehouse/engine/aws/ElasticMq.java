package io.bakehouse.engine.aws;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS in this process, which keeps what it has taken for as long as it lives, whoever else dies; or in another one. */
final class ElasticMq implements AutoCloseable {
    private static final String ACCOUNT = "000000000000";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final SQSRestServer server;
    private final URI endpoint;

    /** What the names of its queues begin with. */
    private final String names = "bakery-" + COUNT.incrementAndGet() + "-";

    ElasticMq() {
        server = SQSRestServerBuilder.withPort(0).withInterface("127.0.0.1").start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    private ElasticMq(SQSRestServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** One that somebody else has started there, and closes. */
    ElasticMq(URI endpoint) {
        this(null, endpoint);
    }

    /** The same server with other queues; it is closed with the first. */
    ElasticMq another() {
        return new ElasticMq(server, endpoint);
    }

    URI endpoint() {
        return endpoint;
    }

    Queues queues() {
        return new Queues(URI.create(endpoint() + "/" + ACCOUNT + "/" + names));
    }

    private String arn(String function) {
        return "arn:aws:sqs:elasticmq:" + ACCOUNT + ":" + names + function;
    }

    SqsClient client() {
        return client(endpoint());
    }

    /** A client of which somebody hears every request. */
    SqsClient client(ExecutionInterceptor listener) {
        return builder(endpoint())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(listener))
                .build();
    }

    static SqsClient client(URI endpoint) {
        return builder(endpoint).build();
    }

    private static SqsClientBuilder builder(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** Makes the queues that the template makes. */
    ElasticMq with(FunctionTable table, int hiddenSeconds, int deaths) {
        try (SqsClient sqs = client()) {
            for (FunctionRow row : table.queued()) {
                sqs.createQueue(request -> request.queueName(names + row.name() + "-dead"));
                String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                        .formatted(arn(row.name() + "-dead"), row.attempts() + deaths + 2);
                sqs.createQueue(request -> request.queueName(names + row.name())
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                String.valueOf(hiddenSeconds),
                                QueueAttributeName.REDRIVE_POLICY,
                                redrive)));
            }
        }
        return this;
    }

    /** How many messages a function's queue shows and hides, by SQS' own names, or why that is not known. */
    String messages(String function) {
        try (SqsClient sqs = client()) {
            return sqs.getQueueAttributes(request -> request.queueUrl(queues().events(function))
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributesAsStrings()
                    .toString();
        } catch (SdkException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stopAndWait();
        }
    }
}
