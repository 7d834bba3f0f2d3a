package io.bakehouse.engine.local;

import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.util.Arrays;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jboss.logging.Logger;

/** Events on a shared broker for functions that the table has no more: nobody takes them, and nobody deletes them. */
final class ForgottenQueues {
    private static final Logger LOG = Logger.getLogger(ForgottenQueues.class);

    private ForgottenQueues() {}

    /** Tells of each such queue; of none where the broker does not let us ask for its queues. */
    static void complain(Connection connection, List<String> functions) {
        List<String> known = functions.stream().map(Queues::events).toList();
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            ClientSession core = ((ActiveMQSession) session).getCoreSession();
            for (String queue : names(core)) {
                if (Queues.isEvents(queue) && !known.contains(queue)) {
                    complain(queue, core.queueQuery(SimpleString.of(queue)).getMessageCount());
                }
            }
        } catch (Exception e) {
            // Should the connection be lost, whoever uses it next will notice.
            LOG.debugf("the broker does not tell which queues it has: %s", e.getMessage());
        }
    }

    /** The same words, whichever broker it is. */
    static void complain(String queue, long events) {
        if (events > 0) {
            LOG.warnf("%d events wait in %s, but functions.yaml has no such function any more", events, queue);
        }
    }

    private static List<String> names(ClientSession core) throws Exception {
        Object[][] names = new Object[1][];
        ManagementHelper.doManagement(
                core,
                question -> ManagementHelper.putAttribute(question, ResourceNames.BROKER, "queueNames"),
                answer -> names[0] = (Object[]) ManagementHelper.getResult(answer),
                refusal -> names[0] = new Object[0]);
        return Arrays.stream(names[0]).map(Object::toString).toList();
    }
}
