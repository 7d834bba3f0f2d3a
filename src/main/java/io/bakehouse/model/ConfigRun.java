package io.bakehouse.model;

import java.time.Instant;
import java.util.List;

/**
 * A config run as its tool reported it, in one form for all tools.
 *
 * @param sender the sender's name in the webhook's path, such as {@code puppet}
 * @param runId the tool's own id of the run, or a hash of the message when the tool has none
 * @param nodeNames names under which the tool knows the server, most specific first
 * @param instanceIds ids that claim to be server UUIDs, most trustworthy first
 * @param addresses IP addresses of the node
 * @param changes number of resources that the run changed, null when the tool does not say
 * @param failure message of the first failure, null when there was none
 * @param family the family that the request named, null to find it by the server
 * @param server the server that the request named, null to find it by the message
 * @param caller the builder or canary that was told the secret that the request has shown, null for none
 * @param identity digests of the SSH host keys and machine ids that the message names; equal ones mean the same machine
 * @param families globs over the families that the sender may bake
 * @param receivedAt when we accepted it
 */
public record ConfigRun(
        String sender,
        String runId,
        RunStatus status,
        List<String> nodeNames,
        List<String> instanceIds,
        List<String> addresses,
        Integer changes,
        String failure,
        String family,
        String server,
        Caller caller,
        List<String> identity,
        List<String> families,
        Instant receivedAt)
        implements EventData {

    private static final List<String> ANY = List.of("*");

    /**
     * Whose callback address was used.
     *
     * @param role {@link Marks#ROLE_BUILDER} or {@link Marks#ROLE_CANARY}
     */
    public record Caller(String bake, String role) {}

    public ConfigRun {
        nodeNames = nodeNames == null ? List.of() : List.copyOf(nodeNames);
        instanceIds = instanceIds == null ? List.of() : List.copyOf(instanceIds);
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        identity = identity == null ? List.of() : List.copyOf(identity);
        families = families == null ? ANY : List.copyOf(families);
    }

    /** A run that shows no callback's secret and tells nothing of the machine's identity. */
    public ConfigRun(
            String sender,
            String runId,
            RunStatus status,
            List<String> nodeNames,
            List<String> instanceIds,
            List<String> addresses,
            Integer changes,
            String failure,
            String family,
            String server,
            Instant receivedAt) {
        this(
                sender,
                runId,
                status,
                nodeNames,
                instanceIds,
                addresses,
                changes,
                failure,
                family,
                server,
                null,
                List.of(),
                ANY,
                receivedAt);
    }

    /** The same run, reported to the callback address of that builder or canary. */
    public ConfigRun calledBy(Caller who) {
        return new ConfigRun(
                sender,
                runId,
                status,
                nodeNames,
                instanceIds,
                addresses,
                changes,
                failure,
                family,
                server,
                who,
                identity,
                families,
                receivedAt);
    }

    /** The same run, by a sender that may bake these families only. */
    public ConfigRun within(List<String> globs) {
        return new ConfigRun(
                sender,
                runId,
                status,
                nodeNames,
                instanceIds,
                addresses,
                changes,
                failure,
                family,
                server,
                caller,
                identity,
                globs,
                receivedAt);
    }

    /** Whether its sender may bake that family. */
    public boolean mayBake(String name) {
        return families.stream().anyMatch(glob -> Glob.fits(glob, name));
    }

    /** What makes two deliveries the same request. */
    public String cause() {
        return sender + ":" + runId;
    }

    @Override
    public String subject() {
        return cause();
    }
}
