package io.bakehouse.function;

import io.bakehouse.model.BuilderConverged;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggered by a builder that was started, and again by itself until its config run has reported. Guarantees that a
 * builder that fails, vanishes or never reports ends its bake, at its deadline at the latest. A second delivery only
 * looks, and reports the same end.
 */
@ApplicationScoped
public class WatchBuilder {
    /** A server that was just asked for may be missing from lists for so long. */
    static final Duration UNLISTED = Duration.ofMinutes(1);

    private final Cloud cloud;
    private final InstantSource clock;

    public WatchBuilder(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    @Funq("watch-builder")
    public List<Event> watchBuilder(BuilderStarted builder) {
        List<Server> builders = Bakes.of(cloud.serversInFlight(), builder.bake(), Marks.ROLE_BUILDER);
        return decide(builder, builders, clock.instant()).act(cloud);
    }

    /** What a look at the builder leads to. */
    sealed interface Decision {
        List<Event> act(Cloud cloud);

        /**
         * Its run has not ended: look again then, or leave it to the sweep.
         *
         * @param unmarked ids of its volumes that carry no mark of ours yet
         */
        record Wait(BuilderStarted builder, List<String> unmarked, Instant next) implements Decision {
            /** Nova makes the volume that a server boots from without a mark. */
            private Map<String, String> marks() {
                return Map.of(
                        Marks.ROLE, Marks.ROLE_BUILDER,
                        Marks.FAMILY, builder.family(),
                        Marks.BAKE, builder.bake());
            }

            @Override
            public List<Event> act(Cloud cloud) {
                unmarked.forEach(volume -> cloud.markVolume(volume, marks()));
                BuilderStarted again = builder.nextLook();
                return builder.follow()
                        ? List.of(Event.of(EventType.BUILDER_STARTED, again, again.look())
                                .notBefore(next))
                        : List.of();
            }
        }

        /** Its run has ended, and others go on; only a look of the sweep asks them to, should they have lost it. */
        record Converged(BuilderStarted builder, Server server, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                BuilderConverged data = new BuilderConverged(builder.family(), builder.bake(), server.id(), now);
                return builder.follow()
                        ? List.of()
                        : List.of(Event.of(EventType.BUILDER_CONVERGED, data, builder.look()));
            }
        }

        /** More than one was made: an answer that was lost had made the first. */
        record Single(BuilderStarted builder, List<Server> surplus, Instant next) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                surplus.forEach(server -> Bakes.delete(cloud, server.id(), builder.bake()));
                return new Wait(builder, List.of(), next).act(cloud);
            }
        }

        /** It is too young for any list, or has failed at once and gone: then its end may not have been told. */
        record Unlisted(BuilderStarted builder, Instant next, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return cloud.image(Records.ofBake(builder.bake()))
                        .flatMap(record -> Records.failed(record, builder.family(), builder.bake(), now))
                        .map(List::of)
                        .orElseGet(() -> new Wait(builder, List.of(), next).act(cloud));
            }
        }

        /**
         * There is none: unless its image is there already, the bake has lost it. Whoever ended the bake as failed and let
         * the builder go may have died before it could say so.
         */
        record Vanished(BuilderStarted builder, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                Optional<Image> record = cloud.image(Records.ofBake(builder.bake()));
                if (record.filter(Records::isOpen).isEmpty()) {
                    return record.stream()
                            .flatMap(ended -> Records.failed(ended, builder.family(), builder.bake(), now).stream())
                            .toList();
                }
                return new Fail(builder, "the builder vanished before its run ended", now).act(cloud);
            }
        }

        /** It will never be snapshotted; unless the bake has its image already, from a builder that did better. */
        record Fail(BuilderStarted builder, String words, Instant now) implements Decision {
            @Override
            public List<Event> act(Cloud cloud) {
                return Bakes.isBaked(cloud, builder.bake())
                        ? List.of()
                        : Bakes.fail(cloud, builder.family(), builder.bake(), null, words, now);
            }
        }
    }

    static Decision decide(BuilderStarted builder, List<Server> builders, Instant now) {
        Instant next = Looks.patient(builder.startedAt(), now, builder.deadline());
        if (builders.isEmpty()) {
            boolean young = now.isBefore(builder.startedAt().plus(UNLISTED));
            return young ? new Decision.Unlisted(builder, next, now) : new Decision.Vanished(builder, now);
        }
        Server server = builders.get(0);
        if (builders.size() > 1) {
            return new Decision.Single(builder, builders.subList(1, builders.size()), next);
        }
        // Also of one in ERROR: once its run has ended, others know what it is good for.
        if (server.mark(Marks.RUN).isPresent()) {
            return new Decision.Converged(builder, server, now);
        }
        if (server.status() == ServerStatus.ERROR) {
            String fault =
                    Optional.ofNullable(server.fault()).map(said -> ": " + said).orElse("");
            return new Decision.Fail(builder, "the builder went to ERROR" + fault, now);
        }
        if (!now.isBefore(builder.deadline())) {
            long minutes = Duration.between(builder.startedAt(), now).toMinutes();
            return new Decision.Fail(
                    builder,
                    "the builder's config run did not report within " + minutes + " min. See the server's console"
                            + " (openstack console log show), and whether it reaches the callback's address",
                    now);
        }
        // Once is enough, and whoever runs twice marks twice.
        return new Decision.Wait(builder, builder.look() == 0 ? server.volumes() : List.of(), next);
    }
}
