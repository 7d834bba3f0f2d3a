package io.bakehouse.engine.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What Lambda does between a queue and a function: takes messages, calls the function, deletes those that it does not name,
 * and leaves the others to come again. An answer that names an id which was not in the batch, or an exception, means that
 * all have failed.
 */
final class EventSourceMapping implements AutoCloseable {
    /** A Lambda function. */
    interface Lambda {
        BatchAnswer invoke(SqsEvent event) throws Exception;
    }

    private final SqsClient sqs;
    private final Queues queues;
    private final Lambda lambda;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    EventSourceMapping(SqsClient sqs, Queues queues, Lambda lambda) {
        this.sqs = sqs;
        this.queues = queues;
        this.lambda = lambda;
    }

    /** Begins to take from that function's queue, so many messages at a time and so many times at once. */
    EventSourceMapping from(String function, int batch, int concurrency) {
        for (int i = 0; i < concurrency; i++) {
            Thread thread = new Thread(() -> poll(function, batch), "poller " + function + " " + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    private void poll(String function, int batch) {
        while (!stopped) {
            try {
                if (once(function, batch, 0) == 0) {
                    rest();
                }
            } catch (SdkException e) {
                rest();
            } catch (RuntimeException e) {
                // Lambda goes on polling, whatever has happened; and so that a test that waits in vain says why.
                System.out.println(function + " could not be polled: " + e);
                rest();
            }
        }
    }

    /** Takes one batch; returns how many messages were in it. */
    int once(String function, int batch, int waitSeconds) {
        String queue = queues.events(function);
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(batch)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        if (!messages.isEmpty()) {
            Set<String> failed = failed(function, messages);
            for (Message message : messages) {
                if (!failed.contains(message.messageId())) {
                    sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
                }
            }
        }
        return messages.size();
    }

    private Set<String> failed(String function, List<Message> messages) {
        Set<String> all = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        try {
            BatchAnswer answer = lambda.invoke(event(function, messages));
            Set<String> failed = new HashSet<>();
            answer.batchItemFailures().forEach(failure -> failed.add(failure.itemIdentifier()));
            return all.containsAll(failed) ? failed : all;
        } catch (Exception e) {
            System.out.println(function + " failed as a whole: " + e);
            return all;
        }
    }

    private SqsEvent event(String function, List<Message> messages) {
        String url = queues.events(function);
        String name = url.substring(url.lastIndexOf('/') + 1);
        return new SqsEvent(messages.stream()
                .map(message -> new SqsEvent.Message(
                        message.messageId(),
                        message.receiptHandle(),
                        message.body(),
                        message.attributesAsStrings(),
                        message.messageAttributes().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> new SqsEvent.Attribute(
                                                entry.getValue().stringValue()))),
                        "arn:aws:sqs:eu-west-1:000000000000:" + name))
                .toList());
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more, and waits for what is under way. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(20_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sqs.close();
    }
}
