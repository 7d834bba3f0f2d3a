package io.bakehouse.engine.aws;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStarter;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.StartFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Events on SQS. */
@Singleton
class SqsStarter implements EngineStarter {
    private static final Logger LOG = Logger.getLogger(SqsStarter.class);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(12);

    private final AwsSettings settings;
    private final CloudKind cloud;
    private final InstantSource clock;
    private SqsEngine engine;

    SqsStarter(AwsSettings settings, CloudKind cloud, InstantSource clock) {
        this.settings = settings;
        this.cloud = cloud;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Engine start(FunctionTable table, FunctionInvocation functions, Listeners listeners) {
        if (cloud == CloudKind.PRACTICE) {
            throw StartFailure.of("the practice cloud lives in one process's memory, and on Lambda every event may meet"
                    + " another process: set OS_AUTH_URL and the other OS_* variables");
        }
        try {
            Queues queues = new Queues(settings.queues()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "BAKEHOUSE_AWS_QUEUES is missing: the beginning of the queues' URLs")));
            LOG.infof("queues: %s…", queues.prefix());
            engine = SqsEngine.start(client(settings), queues, table, functions, clock, listeners, settings.deaths());
            return engine;
        } catch (IllegalArgumentException | SdkException e) {
            throw StartFailure.of(e.getMessage());
        }
    }

    /** The engine that runs. */
    SqsEngine engine() {
        if (engine == null) {
            throw new QueueUnavailableException("the engine is not running", null);
        }
        return engine;
    }

    private static SqsClient client(AwsSettings settings) {
        SqsClientBuilder builder = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(LONGEST_CONNECT)
                        .socketTimeout(LONGEST_ANSWER))
                .overrideConfiguration(limits -> limits.apiCallTimeout(LONGEST_CALL));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
