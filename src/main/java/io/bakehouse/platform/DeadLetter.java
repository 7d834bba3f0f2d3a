package io.bakehouse.platform;

import java.time.Instant;

/**
 * An event that a function gave up.
 *
 * @param event its id, or the queue's own id of something unreadable
 * @param type CloudEvents type, null for something unreadable
 * @param subject the bake, batch or config run, null for something unreadable
 * @param reason one sentence for people
 * @param attempts deliveries before it was given up
 * @param at when
 */
public record DeadLetter(
        String function, String event, String type, String subject, String reason, int attempts, Instant at) {}
