package io.bakehouse.engine.aws;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.EngineAround;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.program.ReservedPort;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * The program for Lambda in this process, behind a server that speaks Lambda's runtime interface: events go through Funqy's
 * own binding, to the function that the Lambda functions export.
 */
final class LambdaUnderTest implements EngineUnderTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final BenchStarter starter;

    LambdaUnderTest(BenchStarter starter) {
        this.starter = starter;
    }

    /** How the program is started. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.funqy.export", "deliver-events",
                    "quarkus.funqy.amazon-lambda.advanced-event-handling.enabled", "false",
                    "quarkus.http.test-port", "0",
                    "bakehouse.cloud", "practice",
                    "quarkus.lambda.mock-event-server.test-port", port());
        }
    }

    @Override
    public Engine start(FunctionTable table, Bench bench) {
        SqsEngine engine = starter.begin(bench);
        ElasticMq sqs = starter.sqs();
        EventSourceMapping mapping = new EventSourceMapping(sqs.client(), sqs.queues(), LambdaUnderTest::invoke);
        for (FunctionRow row : table.queued()) {
            mapping.from(row.name(), 1, 1);
        }
        return new EngineAround(engine) {
            @Override
            public void close() {
                mapping.close();
                engine.close();
            }
        };
    }

    /** The same for all class loaders of this process, of which Quarkus has several. */
    private static String port() {
        return (String) System.getProperties()
                .computeIfAbsent("bakehouse.lambda.port", none -> String.valueOf(new ReservedPort().number()));
    }

    private static BatchAnswer invoke(SqsEvent event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/_lambda_"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Jsons.queueEvent(event)))
                .build();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the function failed: " + answer.statusCode());
        }
        return Jsons.JSON.readValue(answer.body(), BatchAnswer.class);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public Process startPublishing() {
        throw new UnsupportedOperationException("nothing here can be killed");
    }
}
