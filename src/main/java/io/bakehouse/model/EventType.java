package io.bakehouse.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Every type of event that travels between functions, with the record that its data is read into. */
public enum EventType {
    /** A config-management tool said how a run on a server ended. */
    CONFIG_RUN_FINISHED("io.bakehouse.config-run.finished", ConfigRun.class),
    /** A recipe's builder shall be booted and baked. */
    BAKE_REQUESTED("io.bakehouse.bake.requested", BakeRequested.class),
    /** A builder was asked for, and its config run is awaited. */
    BUILDER_STARTED("io.bakehouse.builder.started", BuilderStarted.class),
    /** The config run on a builder has ended well. */
    BUILDER_CONVERGED("io.bakehouse.builder.converged", BuilderConverged.class),
    /** Nova accepted our request for a snapshot. */
    SNAPSHOT_STARTED("io.bakehouse.snapshot.started", SnapshotStarted.class),
    /** Glance has the image of a bake complete. */
    IMAGE_READY("io.bakehouse.image.ready", ImageReady.class),
    /** A canary was booted from a candidate. */
    CANARY_STARTED("io.bakehouse.canary.started", CanaryStarted.class),
    /** A candidate may be promoted: it was verified, or nothing is expected of it; or a person approved it. */
    IMAGE_VERIFIED("io.bakehouse.image.verified", ImageVerified.class),
    /** A verified image waits for a person. */
    APPROVAL_REQUESTED("io.bakehouse.approval.requested", Ending.class, false),
    /** Terminal: the candidate is no good, or nobody wanted it; the reason says why. */
    IMAGE_REJECTED("io.bakehouse.image.rejected", Ending.class),
    /** Terminal: the family's name now means this image. */
    IMAGE_PROMOTED("io.bakehouse.image.promoted", Ending.class),
    /** Terminal: the image is good, but a newer one of the family was there first. */
    IMAGE_SUPERSEDED("io.bakehouse.image.superseded", Ending.class),
    /** Terminal: nothing was baked and nothing will be; the reason says why. */
    BAKE_REFUSED("io.bakehouse.bake.refused", Ending.class),
    /** Terminal: a bake that had begun came to nothing. */
    BAKE_FAILED("io.bakehouse.bake.failed", Ending.class),
    BATCH_REQUESTED("io.bakehouse.batch.requested", BatchRequested.class),
    /** The first servers of a batch have been asked for. */
    BATCH_STARTED("io.bakehouse.batch.started", BatchStarted.class),
    /** Terminal: exactly the wanted number of servers is active. */
    BATCH_READY("io.bakehouse.batch.ready", Ending.class),
    /** Terminal: the batch was given up and has no servers. */
    BATCH_FAILED("io.bakehouse.batch.failed", Ending.class),
    /** The schedules shall be looked at. */
    REBAKE_REQUESTED("io.bakehouse.rebake.requested", RebakeRequested.class),
    /** A family's schedule shall be paused or resumed. */
    SCHEDULE_REQUESTED("io.bakehouse.schedule.requested", ScheduleRequested.class),
    /** Terminal: a family is not baked by its schedule any more until somebody resumes it. */
    SCHEDULE_PAUSED("io.bakehouse.schedule.paused", Ending.class),
    /** Terminal: a family is baked by its schedule again. */
    SCHEDULE_RESUMED("io.bakehouse.schedule.resumed", Ending.class),
    /** An older image of a family shall have its name again. */
    ROLLBACK_REQUESTED("io.bakehouse.rollback.requested", RollbackRequested.class),
    /** Terminal: the family's name means an older image again. */
    IMAGE_ROLLED_BACK("io.bakehouse.image.rolled-back", Ending.class),
    /** An image shall never be booted again. */
    REVOKE_REQUESTED("io.bakehouse.revoke.requested", RevokeRequested.class),
    /** Terminal: the image, and its descendants if that was asked for, are hidden and will not be booted. */
    IMAGE_REVOKED("io.bakehouse.image.revoked", Ending.class),
    /** Time to see which images are needed no more. */
    RETIRE_REQUESTED("io.bakehouse.retire.requested", RetireRequested.class),
    /** Terminal: images were hidden or deleted, or somebody asked for it and none had to be. */
    IMAGES_RETIRED("io.bakehouse.images.retired", Ending.class),
    /** Terminal: a command was not carried out; the reason says why. */
    COMMAND_REFUSED("io.bakehouse.command.refused", Ending.class),
    /** A family's servers shall be replaced by servers of an image. */
    ROLLOUT_REQUESTED("io.bakehouse.rollout.requested", RolloutRequested.class),
    /** A rollout was claimed, or has come a step further. */
    ROLLOUT_STARTED("io.bakehouse.rollout.started", RolloutStarted.class),
    /** Terminal: exactly the wanted number of servers is healthy, and all are of the image. */
    ROLLOUT_FINISHED("io.bakehouse.rollout.finished", Ending.class),
    /** Terminal: the rollout stopped, or never began; the reason says why and how far it came. */
    ROLLOUT_FAILED("io.bakehouse.rollout.failed", Ending.class),
    /** Somebody gave a command in a chat, and awaits an answer there. */
    COMMAND_REQUESTED("io.bakehouse.command.requested", CommandRequested.class),
    /** A command from a chat has begun something whose end is told there. */
    COMMAND_FOLLOWED("io.bakehouse.command.followed", CommandFollowed.class),
    /** A sink shall be told how something ended, or that a person is waited for. */
    NOTICE_REQUESTED("io.bakehouse.notice.requested", NoticeRequested.class),
    SWEEP_REQUESTED("io.bakehouse.sweep.requested", SweepRequested.class),
    /** Terminal for an event, not for what it was about: a function gave it up, and it is a dead letter. */
    EVENT_FAILED("io.bakehouse.event.failed", Ending.class);

    private static final Map<String, EventType> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wire, type -> type));

    private final String wire;
    private final Class<? extends EventData> data;
    private final boolean terminal;

    EventType(String wire, Class<? extends EventData> data) {
        this(wire, data, data == Ending.class);
    }

    EventType(String wire, Class<? extends EventData> data, boolean terminal) {
        this.wire = wire;
        this.data = data;
        this.terminal = terminal;
    }

    /** The CloudEvents {@code type} attribute. */
    public String wire() {
        return wire;
    }

    public Class<? extends EventData> data() {
        return data;
    }

    /** Whether nothing more happens to the bake or batch after an event of this type. */
    public boolean isTerminal() {
        return terminal;
    }

    /**
     * The type with that CloudEvents name.
     *
     * @throws IllegalArgumentException for a name that no function knows
     */
    public static EventType ofWire(String wire) {
        EventType type = BY_WIRE.get(wire);
        if (type == null) {
            throw new IllegalArgumentException("unknown event type '" + wire + "'");
        }
        return type;
    }
}
