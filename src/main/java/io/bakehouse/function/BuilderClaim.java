package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Callback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the claim on a bake with a builder turned out to be.
 *
 * @param record the record that another delivery created, null when this one has created it or it is gone
 * @param gone whether the record existed and was deleted: the bake is over
 * @param builders builders of the bake that are there
 * @param baked whether the bake has an image: its builder has gone because it is needed no more
 */
record BuilderClaim(Image record, boolean gone, List<Server> builders, boolean baked) {

    static BuilderClaim won() {
        return new BuilderClaim(null, false, List.of(), false);
    }

    static BuilderClaim taken(Cloud cloud, String bake) {
        List<Server> builders = Bakes.of(cloud.servers(ServerQuery.bake(bake)), bake, Marks.ROLE_BUILDER);
        // After the list of builders: a builder goes only once its image is there.
        boolean baked = builders.isEmpty() && Bakes.isBaked(cloud, bake);
        // After both: whoever ends a bake writes so before its servers go.
        Image record = cloud.image(Records.ofBake(bake)).orElse(null);
        return new BuilderClaim(record, record == null, builders, baked);
    }

    /** What to do about the builder. */
    sealed interface Decision {
        List<Event> act(Cloud cloud, Callback callback);

        /** Nova shall make it. */
        record Boot(BuilderBake bake) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                try {
                    cloud.createServers(bake.spec(callback), 1);
                } catch (CloudException e) {
                    if (e.kind().isPassing()) {
                        throw e;
                    }
                    String words = "no builder could be booted: " + e.getMessage();
                    return Bakes.fail(cloud, bake.recipe().family(), bake.id(), null, words, bake.now());
                }
                return bake.started(bake.now(), bake.deadline());
            }
        }

        /** It is on its way already. */
        record UnderWay(BuilderBake bake, Server builder) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                Instant at = builder.time(Marks.STARTED_AT).orElse(builder.createdAt());
                return bake.started(at, builder.time(Marks.DEADLINE).orElse(bake.deadline()));
            }
        }

        /** Another delivery holds the claim: this one shall come again. */
        record Later(String words, Duration pause) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                throw new CloudException(CloudException.Kind.RETRY_LATER, words, pause, null);
            }
        }

        /** It has failed: whoever wrote that down may have died before it could say so. */
        record Ended(BuilderBake bake, Image record) implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                return Records.failed(record, bake.recipe().family(), bake.id(), bake.now()).stream()
                        .toList();
            }
        }

        /** The bake has ended, and its terminal event was sent then, or has gone further: equal requests are one bake. */
        record Over() implements Decision {
            @Override
            public List<Event> act(Cloud cloud, Callback callback) {
                return List.of();
            }
        }
    }

    static Decision decide(BuilderBake bake, BuilderClaim claim) {
        if (!claim.builders().isEmpty()) {
            return new Decision.UnderWay(bake, claim.builders().get(0));
        }
        if (claim.record() != null && !Records.isOpen(claim.record())) {
            return new Decision.Ended(bake, claim.record());
        }
        // A revoked image is in no list, but the record tells of it.
        if (claim.gone()
                || claim.baked()
                || (claim.record() != null && claim.record().isRevoked())) {
            return new Decision.Over();
        }
        if (claim.record() == null) {
            return new Decision.Boot(bake);
        }
        Duration left = Duration.between(bake.now(), claim.record().createdAt().plus(SnapshotClaim.LEASE));
        if (!left.isNegative() && !left.isZero()) {
            return new Decision.Later("bake " + bake.id() + " is claimed by another delivery of the request", left);
        }
        // The builder may be gone again because the bake has moved on: whoever claimed it was here long ago.
        boolean young = bake.now().isBefore(claim.record().createdAt().plus(SnapshotClaim.LEASE.multipliedBy(4)));
        return young ? new Decision.Boot(bake) : new Decision.Over();
    }
}
