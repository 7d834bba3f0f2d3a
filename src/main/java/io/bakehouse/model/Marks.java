package io.bakehouse.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys under which Bakehouse marks the servers, images and records that it creates. Servers carry them as metadata,
 * images as properties; both stores take strings of at most 255 characters per value (Nova), so longer texts are cut.
 * An object without {@link #ROLE} is never touched.
 */
public final class Marks {
    /** What the object is to us: one of the {@code ROLE_} values. */
    public static final String ROLE = "bakehouse_role";

    public static final String FAMILY = "bakehouse_family";
    public static final String BAKE = "bakehouse_bake";
    public static final String BATCH = "bakehouse_batch";
    /** ISO 8601 instant after which whoever looks may declare the wait lost. */
    public static final String DEADLINE = "bakehouse_deadline";
    /** Life of an image or record: one of the {@code STATE_} values. */
    public static final String STATE = "bakehouse_state";
    /**
     * Id of the base image that the server was booted from, or empty when it boots from a volume. Images that have one of
     * ours as base, or as base of their base, are its descendants, {@link #MOST_DESCENDANTS} at most.
     */
    public static final String BASE = "bakehouse_base";
    /** Glance's checksum of the base image: the same id can come to stand for other data only by an administrator. */
    public static final String BASE_CHECKSUM = "bakehouse_base_checksum";
    /** The server that was snapshotted; equal to Nova's own {@code instance_uuid}, or the image is not ours. */
    public static final String SERVER = "bakehouse_server";
    /**
     * On an image that consists of volume snapshots: its own id, set before anything boots from it. Nova does not say there
     * which server it was made of, and what somebody saves of a server of ours inherits all marks: this one then names
     * another image.
     */
    public static final String SELF = "bakehouse_self";
    /** ISO 8601 instant at which the bake or batch was accepted. */
    public static final String REQUESTED_AT = "bakehouse_requested_at";
    /** ISO 8601 instant at which we asked Nova for the snapshot. */
    public static final String STARTED_AT = "bakehouse_started_at";

    public static final String READY_AT = "bakehouse_ready_at";
    /** ISO 8601 instant at which the image was found good; until something else becomes of it, it is verified. */
    public static final String VERIFIED_AT = "bakehouse_verified_at";

    public static final String PROMOTED_AT = "bakehouse_promoted_at";
    public static final String ENDED_AT = "bakehouse_ended_at";
    /** Seconds from the snapshot request until Glance had the image active: the estimate for the family's next one. */
    public static final String SNAPSHOT_SECONDS = "bakehouse_snapshot_seconds";
    /** What made us start: a config run's id, a base image's id, a command's id. */
    public static final String CAUSE = "bakehouse_cause";
    /** On an image: the builder that it was made of; absent or empty when the server was somebody else's. */
    public static final String BUILDER = "bakehouse_builder";
    /** On a builder or canary: ISO 8601 instant at which cloud-init said that it got to the end. */
    public static final String PHONED_AT = "bakehouse_phoned_at";
    /** On a builder: seconds for which it is kept after its bake has failed. */
    public static final String KEEP_SECONDS = "bakehouse_keep_seconds";
    /** On a record: the family whose schedule it keeps. */
    public static final String SCHEDULE = "bakehouse_schedule";
    /** On a schedule's record: ISO 8601 instant of the newest due time that was looked at. */
    public static final String CHECKED_AT = "bakehouse_checked_at";
    /** On a record: the slot of the look at a schedule, or of the sweep, that wrote it, so that a second delivery decides the same. */
    public static final String CHECKED_BY = "bakehouse_checked_by";
    /**
     * On the record of a batch that has ended or a bake that failed, or on an image that waits for a person: ISO 8601 instant
     * at which this was on its way to whoever wants to know.
     */
    public static final String TOLD_AT = "bakehouse_told_at";
    /** On an image that nobody was told has the name: ISO 8601 instant at which it gave way to a newer one. */
    public static final String SUPERSEDED_AT = "bakehouse_superseded_at";
    /** On a schedule's record: ISO 8601 instant since which failures count. */
    public static final String RESUMED_AT = "bakehouse_resumed_at";
    /**
     * On an image: ISO 8601 instant at which it was asked for by another delivery than the one that had claimed its bake, and
     * that may have failed in the same moment.
     */
    public static final String TAKEN_OVER_AT = "bakehouse_taken_over_at";
    /** On an image: ISO 8601 instant until which a person may approve it. */
    public static final String APPROVE_UNTIL = "bakehouse_approve_until";
    /** On a builder or canary: the config run that reported, as {@code <status> <changes> <sender>:<run id>}. */
    public static final String RUN = "bakehouse_run";
    /** Digests of the SSH host keys and machine ids that a builder or canary reported, separated by commas. */
    public static final String IDENTITY = "bakehouse_identity";
    /** On an image: the identities of the canaries that it was verified with. */
    public static final String CANARY_IDENTITY = "bakehouse_canary_identity";
    /** ISO 8601 instant until which a failed bake's builder is kept for people to look inside. */
    public static final String KEEP_UNTIL = "bakehouse_keep_until";
    /** ISO 8601 instant that says which of two current images keeps the name: the later one. */
    public static final String RANK = "bakehouse_rank";
    /** ISO 8601 instant at which the image was retired: hidden, to be deleted after the grace period. */
    public static final String RETIRED_AT = "bakehouse_retired_at";
    /** ISO 8601 instant at which somebody forbade to boot the image; it stays, whatever else changes. */
    public static final String REVOKED_AT = "bakehouse_revoked_at";
    /** On the record of a batch or rollout whose image was revoked: why; how it ended has its own mark. */
    public static final String REVOKED_WHY = "bakehouse_revoked_why";
    /** On the record of a batch or rollout that is given up: why. Nothing of it is deleted before, and nobody calls it ready after. */
    public static final String GIVEN_UP = "bakehouse_given_up";
    /** On a revoked image: the state that it had before. */
    public static final String WAS = "bakehouse_was";
    /** On the record of a command: its name. */
    public static final String COMMAND = "bakehouse_command";
    /** On the record of a rollback: the image that had the family's name before. */
    public static final String BEFORE = "bakehouse_before";
    /** On the record of a revocation: whether the descendants of the image are revoked too. */
    public static final String DESCENDANTS = "bakehouse_descendants";
    /** Why a bake or batch failed, an image was revoked, or how a command ended, in words for people. */
    public static final String REASON = "bakehouse_reason";
    /** On the record of a verdict: whose it was. */
    public static final String BY = "bakehouse_by";
    /** How many servers a batch shall end with. */
    public static final String COUNT = "bakehouse_count";
    /** On a server: its number in its batch, counted from 0, when its recipe asks for numbers. */
    public static final String SLOT = "bakehouse_slot";
    /** On a server: the availability zone that it was asked for in; Nova names its zone only once it has started. */
    public static final String ZONE = "bakehouse_zone";
    /** On a server: ISO 8601 instant at which a rollout first found it healthy. */
    public static final String HEALTHY_AT = "bakehouse_healthy_at";
    /** On a record: the rollout that it is of, or whose wave it claims. */
    public static final String ROLLOUT = "bakehouse_rollout";
    /** On the claim of a wave: its number, counted from 1. */
    public static final String WAVE = "bakehouse_wave";
    /** How many servers more than wanted a rollout makes do with. */
    public static final String SURGE = "bakehouse_surge";
    /** The image that a batch boots, or that a command is about. */
    public static final String IMAGE = "bakehouse_image";
    /** ISO 8601 instant of the first sweep that could not explain the object. */
    public static final String UNEXPLAINED_SINCE = "bakehouse_unexplained_since";

    public static final String ROLE_IMAGE = "image";
    public static final String ROLE_RECORD = "record";
    public static final String ROLE_BUILDER = "builder";
    public static final String ROLE_CANARY = "canary";
    public static final String ROLE_BATCH = "batch";

    public static final String STATE_OPEN = "open";
    public static final String STATE_CANDIDATE = "candidate";
    public static final String STATE_VERIFIED = "verified";
    public static final String STATE_CURRENT = "current";
    public static final String STATE_PREVIOUS = "previous";
    public static final String STATE_RETIRED = "retired";
    public static final String STATE_REJECTED = "rejected";
    public static final String STATE_PAUSED = "paused";
    public static final String STATE_REVOKED = "revoked";
    public static final String STATE_READY = "ready";
    public static final String STATE_FAILED = "failed";

    /** Most descendants of one image that are revoked with it. */
    public static final int MOST_DESCENDANTS = 1_000;

    /** Longest value that Nova's metadata takes. */
    public static final int LONGEST_VALUE = 255;

    /** No time of ours is later: what is, was written by somebody else, and could not even be added to. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private Marks() {}

    /** The instant that the text of a mark holds, empty when it was written by somebody else. */
    public static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text))
                    .filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The whole number that the text of a mark holds, empty when it was written by somebody else. */
    public static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** The tag on every server that we create; Nova filters by tag, not by metadata. */
    public static String serverTag() {
        return "bakehouse";
    }

    /** The tag on every builder and canary. */
    public static String bakeTag() {
        return "bakehouse-bake";
    }

    /** The tag that the builder and the canary of one bake share. */
    public static String bakeTag(String bake) {
        return "bakehouse-bake-" + bake;
    }

    /** The tag that all servers of one batch share. */
    public static String batchTag(String batch) {
        return "bakehouse-batch-" + batch;
    }

    /** The text, cut to what a mark can hold. */
    public static String fit(String text) {
        String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
