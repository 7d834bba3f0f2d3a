package io.bakehouse.engine.aws;

import io.bakehouse.engine.QueueUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What is asked of SQS; whatever does not succeed is a {@link QueueUnavailableException}. */
final class SqsLine implements AutoCloseable {
    /** Messages that SQS takes or gives in one request. */
    static final int BATCH = 10;

    /**
     * Bytes of one request. Regions that have not followed yet take a quarter of the megabyte that SQS takes today, and
     * four of our largest events fill that.
     */
    private static final int BATCH_BYTES = 256 * 1024;

    /** What the attributes of a message and its framing have at most; a reason has 500 characters. */
    private static final int ATTRIBUTE_BYTES = 4 * 1024;

    /** The longest that SQS hides a message, less the longest that it may have been worked on. */
    private static final Duration LONGEST_HIDING = Duration.ofHours(12).minusMinutes(16);

    /** A message for a queue. */
    record Post(String queue, Letter letter) {}

    private final SqsClient sqs;
    private final InstantSource clock;

    SqsLine(SqsClient sqs, InstantSource clock) {
        this.sqs = sqs;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns when all of them are on their queues; when it throws, some may be. */
    void send(List<Post> posts) {
        Map<String, List<Letter>> byQueue = new LinkedHashMap<>();
        posts.forEach(post ->
                byQueue.computeIfAbsent(post.queue(), none -> new ArrayList<>()).add(post.letter()));
        byQueue.forEach((queue, letters) -> parts(letters).forEach(part -> sendPart(queue, part)));
    }

    private static List<List<Letter>> parts(List<Letter> letters) {
        List<List<Letter>> parts = new ArrayList<>();
        int bytes = BATCH_BYTES;
        for (Letter letter : letters) {
            int size = letter.body().getBytes(StandardCharsets.UTF_8).length + ATTRIBUTE_BYTES;
            bytes += size;
            if (bytes > BATCH_BYTES || parts.get(parts.size() - 1).size() == BATCH) {
                parts.add(new ArrayList<>());
                bytes = size;
            }
            parts.get(parts.size() - 1).add(letter);
        }
        return parts;
    }

    private void sendPart(String queue, List<Letter> letters) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Letter letter : letters) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .messageBody(PlainText.json(letter.body()))
                    .messageAttributes(letter.attributes())
                    .delaySeconds(letter.delaySeconds(clock.instant()))
                    .build());
        }
        List<BatchResultErrorEntry> failed = ask(
                queue,
                () -> sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries))
                        .failed());
        if (!failed.isEmpty()) {
            BatchResultErrorEntry first = failed.get(0);
            throw new QueueUnavailableException(
                    queue + " did not take " + failed.size() + " of " + letters.size() + " events: " + first.code()
                            + " " + first.message(),
                    null);
        }
    }

    /** So many messages at most, hidden from others for that long; fewer than there are, perhaps none, is possible. */
    List<Message> receive(String queue, int most, Duration hidden) {
        return ask(
                queue,
                () -> sqs.receiveMessage(request -> request.queueUrl(queue)
                                .maxNumberOfMessages(Math.min(BATCH, most))
                                .visibilityTimeout((int) Letter.seconds(hidden))
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages());
    }

    /** Deletes a message that was received. */
    void delete(String queue, String receipt) {
        ask(queue, () -> sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(receipt)));
    }

    /** Hides a message that was received for that long from now; zero shows it at once. */
    void hide(String queue, String receipt, Duration time) {
        Duration bounded = time.compareTo(LONGEST_HIDING) > 0 ? LONGEST_HIDING : time;
        ask(
                queue,
                () -> sqs.changeMessageVisibility(request -> request.queueUrl(queue)
                        .receiptHandle(receipt)
                        .visibilityTimeout((int) Letter.seconds(bounded))));
    }

    /** How many messages of that kind there are, as SQS counts: approximately. */
    long count(String queue, software.amazon.awssdk.services.sqs.model.QueueAttributeName... kinds) {
        return ask(
                        queue,
                        () -> sqs.getQueueAttributes(
                                request -> request.queueUrl(queue).attributeNames(kinds)))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static <T> T ask(String queue, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new QueueUnavailableException("SQS did not answer for " + queue + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        sqs.close();
    }
}
