package io.bakehouse.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When to see whether a family needs a new bake. A bake follows only from a reason: a newer base image, or another
 * checksum; servers that drifted; an image that grew old.
 *
 * @param cron in the format of Unix, five fields
 * @param zone time zone of the cron expression
 * @param catchUp whether a time that passed while nobody was there is made up for, once
 * @param driftBudget how many changes a config run may make on a server of the family before that is a reason
 * @param maxAge how old the current image may become before that is a reason
 * @param pauseAfter failures in a row after which the schedule pauses itself
 */
public record RebakePolicy(
        String cron,
        ZoneId zone,
        boolean catchUp,
        Optional<Integer> driftBudget,
        Optional<Duration> maxAge,
        int pauseAfter) {}
