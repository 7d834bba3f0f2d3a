package io.bakehouse.model;

/**
 * What an event carries. Readers ignore fields that they do not know and accept the absence of optional ones, so that
 * events of an older and a newer version can pass each other in a queue.
 */
public sealed interface EventData
        permits BakeRequested,
                BatchRequested,
                BatchStarted,
                BuilderConverged,
                BuilderStarted,
                CanaryStarted,
                CommandFollowed,
                CommandRequested,
                ConfigRun,
                Ending,
                ImageReady,
                ImageVerified,
                NoticeRequested,
                RebakeRequested,
                ScheduleRequested,
                RetireRequested,
                RevokeRequested,
                RollbackRequested,
                RolloutRequested,
                RolloutStarted,
                SnapshotStarted,
                SweepRequested {

    /** The bake, batch or config run that this is about: the CloudEvents {@code subject}. */
    String subject();
}
