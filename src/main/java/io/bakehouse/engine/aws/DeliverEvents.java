package io.bakehouse.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;

/**
 * What every Lambda function with a queue exports: takes what came on the queue, and runs the function whose queue it is.
 *
 * <p>Funqy can take SQS events apart itself, and is not asked to: it throws away what a function returns for a message of a
 * batch, does not log how one failed, and tells neither how often a message was received nor which queue it is from, so that
 * nothing could be published, retried or given up by the rules that all engines share.
 */
public class DeliverEvents {
    private final SqsStarter starter;

    DeliverEvents(SqsStarter starter) {
        this.starter = starter;
    }

    /** Says which messages shall come again; takes plain JSON, so that nobody's settings of a reader matter. */
    @Funq("deliver-events")
    public BatchAnswer deliver(JsonNode event) {
        return starter.engine().deliver(SqsEvent.read(event));
    }
}
