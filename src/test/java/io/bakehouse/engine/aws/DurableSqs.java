package io.bakehouse.engine.aws;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;
import scala.util.Right;

/**
 * An SQS in a process of its own that keeps its queues in a file, so that it can be killed: what SQS itself never loses, it
 * must not lose either. {@code WRITE_DELAY=0} has H2 write before it answers, not half a second later.
 */
final class DurableSqs {
    private static final Duration RESTORED = Duration.ofSeconds(30);

    private DurableSqs() {}

    /** Arguments: the port, and the file without its suffix. */
    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("sqs");
        SqlQueuePersistenceConfig config = new SqlQueuePersistenceConfig(
                true, "org.h2.Driver", "jdbc:h2:" + args[1] + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "", "", false);
        ActorRef store = system.actorOf(Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()));
        ActorRef queues = system.actorOf(Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(store)));
        Object restored = Patterns.ask(store, new QueueEvent.Restore(queues), RESTORED)
                .toCompletableFuture()
                .get(RESTORED.toSeconds(), TimeUnit.SECONDS);
        if (!(restored instanceof Right)) {
            throw new IllegalStateException("the queues were not restored: " + restored);
        }
        SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(queues)
                .withQueueEventListener(store)
                .withInterface("127.0.0.1")
                .withPort(Integer.parseInt(args[0]))
                .start()
                .waitUntilStarted();
        System.out.println("ready");
    }
}
