package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a look at a rollout leads to. */
sealed interface RolloutStep {
    /** The marks by which a server is known again right before it is deleted. */
    List<String> IDENTITY = List.of(Marks.ROLE, Marks.FAMILY, Marks.BATCH, Marks.IMAGE);

    List<Event> act(Cloud cloud);

    /**
     * What every step needs.
     *
     * @param proven servers that were found healthy for the first time
     * @param waves claims of waves, to be forgotten
     */
    record Look(RolloutStarted rollout, List<Server> proven, List<Image> waves, Instant now) {
        Look with(RolloutStarted other) {
            return new Look(other, proven, waves, now);
        }

        void prove(Cloud cloud) {
            proven.forEach(server -> cloud.markServer(server.id(), Map.of(Marks.HEALTHY_AT, now.toString())));
        }

        List<Event> again(RolloutStarted rollout, Instant next) {
            RolloutStarted later = rollout.nextLook();
            return List.of(
                    Event.of(EventType.ROLLOUT_STARTED, later, later.look()).notBefore(next));
        }
    }

    /** It has ended; should the end have been lost, it is told once more. Without a record a person has ended it. */
    record Over(Optional<Image> record) implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            return record.filter(Image::isRecord).map(RolloutRecords::endAgain).orElse(List.of());
        }
    }

    /** Servers are building, or going. */
    record Wait(Look look, Instant next) implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            look.prove(cloud);
            return look.rollout().follow() ? look.again(look.rollout(), next) : List.of();
        }
    }

    /** There is room for so many new servers: claim the wave and ask for them. */
    record Create(Look look, Recipe.Batch recipe, List<Server> own, Replacement numbers, int count, int wave)
            implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            look.prove(cloud);
            Instant until = look.now().plus(recipe.rollout().deadline());
            RolloutStarted rollout = look.rollout().inWave(wave, look.now(), until);
            if (!RolloutRecords.claim(cloud, rollout, wave)) {
                return look.again(look.rollout(), look.now().plus(RolloutRecords.CLAIM));
            }
            Map<String, String> marks = BatchServers.marks(rollout.family(), rollout.rollout(), rollout.image(), until);
            try {
                BatchServers.order(cloud, recipe, marks, Spread.next(recipe, own, count));
            } catch (CloudException e) {
                if (e.kind().isPassing()) {
                    throw e;
                }
                return refused(cloud, rollout, e);
            }
            look.waves().forEach(claim -> cloud.deleteImage(claim.id()));
            return look.again(
                    rollout, Looks.first(look.now(), (int) recipe.expected().toSeconds()));
        }

        /** Without room for a surge it can go on where servers may be missing for a while; else it must stop. */
        private List<Event> refused(Cloud cloud, RolloutStarted rollout, CloudException refusal) {
            String why = BatchServers.words(cloud, refusal, count);
            boolean lean = refusal.kind() == CloudException.Kind.QUOTA
                    && rollout.surge() > 0
                    && recipe.rollout().maxUnavailable() > 0;
            if (!lean) {
                return look.again(rollout.failing(numbers.words(why, rollout.image()), look.now()), look.now());
            }
            String note = "the quota has no room for a surge, so servers were deleted first";
            cloud.updateImage(
                    RolloutRecords.id(rollout.rollout()),
                    ImageChange.mark(Map.of(Marks.SURGE, "0", Marks.REASON, note)));
            return look.again(rollout.surging(0, note), look.now());
        }
    }

    /** Servers are superfluous: old ones that were replaced, or new ones of a rollout that stops. */
    record Delete(Look look, List<Server> servers, Instant next) implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            look.prove(cloud);
            for (Server server : servers) {
                cloud.server(server.id())
                        .filter(again -> again.isOurs() && isSame(server, again))
                        .ifPresent(again -> cloud.deleteServer(again.id()));
            }
            return look.again(look.rollout(), next);
        }

        private static boolean isSame(Server server, Server again) {
            return IDENTITY.stream().allMatch(mark -> server.mark(mark).equals(again.mark(mark)));
        }
    }

    /**
     * It stops: all other looks are told, and one of them may have found it complete a moment ago and be about to say so; so
     * nothing is deleted, and it does not end, before the next look.
     */
    record GiveUp(Look look, Instant next) implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            look.prove(cloud);
            RolloutStarted rollout = look.rollout();
            Records.giveUp(cloud, RolloutRecords.id(rollout.rollout()), rollout.failure());
            return look.again(rollout, next);
        }
    }

    /** Exactly the wanted servers are there, unless another look has seen it otherwise since. */
    record Finish(Look look) implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            look.prove(cloud);
            RolloutStarted rollout = look.rollout();
            return whileOpen(
                    cloud,
                    rollout,
                    record -> record.mark(Marks.GIVEN_UP)
                            .map(why -> look.again(rollout.failing(why, look.now()), look.now()))
                            .orElseGet(() -> finish(cloud, rollout)));
        }

        private List<Event> finish(Cloud cloud, RolloutStarted rollout) {
            String words =
                    rollout.count() + " of " + rollout.count() + " servers are healthy and of image " + rollout.image();
            return RolloutRecords.end(
                    cloud, EventType.ROLLOUT_FINISHED, rollout, look.waves(), rollout.count(), words, look.now());
        }
    }

    /** It stopped, and nothing broken is left of it. */
    record Fail(Look look, int well) implements RolloutStep {
        @Override
        public List<Event> act(Cloud cloud) {
            look.prove(cloud);
            RolloutStarted rollout = look.rollout();
            return whileOpen(
                    cloud,
                    rollout,
                    record -> RolloutRecords.end(
                            cloud,
                            EventType.ROLLOUT_FAILED,
                            rollout,
                            look.waves(),
                            well,
                            rollout.failure(),
                            look.now()));
        }
    }

    /** Another look may have ended it since this one began: then that end is told. */
    private static List<Event> whileOpen(Cloud cloud, RolloutStarted rollout, Function<Image, List<Event>> then) {
        Optional<Image> record = Records.find(cloud, RolloutRecords.id(rollout.rollout()));
        return record.filter(Records::isOpen).map(then).orElseGet(() -> new Over(record).act(cloud));
    }
}
