package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jclouds.openstack.nova.v2_0.domain.Flavor;

/** Creates servers: finds the ids that names mean, and sends one request for all of them. */
final class Boot {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * Bytes of a request that OpenStack reads by default (oslo.middleware, {@code max_request_body_size}). It answers a
     * longer one before it has read it and hangs up, so that the answer may be lost: better not to send it.
     */
    private static final int LARGEST_REQUEST = 114_688;

    private final Session session;
    private final Names flavors;
    private final Names networks;
    private final Names groups;

    Boot(Session session, InstantSource clock) {
        this.session = session;
        this.flavors = new Names(clock);
        this.networks = new Names(clock);
        this.groups = new Names(clock);
    }

    void create(ServerSpec spec, int count) {
        if (count < 1) {
            throw new CloudException(Kind.BAD_REQUEST, "cannot create " + count + " servers");
        }
        String flavor = flavors.id(spec.flavor(), () -> flavor(spec.flavor()));
        String network = ServerBody.NO_NETWORK_ID.contains(spec.network())
                        || UUID.matcher(spec.network()).matches()
                ? spec.network()
                : networks.id(spec.network(), () -> network(spec.network()));
        String group = spec.group() == null || UUID.matcher(spec.group()).matches()
                ? spec.group()
                : groups.id(spec.group(), () -> group(spec.group()));
        JsonNode body = ServerBody.of(spec, count, flavor, network, group);
        int size = body.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_REQUEST) {
            throw new CloudException(
                    Kind.BAD_REQUEST,
                    "the request for the servers has " + size + " bytes, and Nova reads " + LARGEST_REQUEST
                            + ": shorten the user data");
        }
        try {
            session.api(ComputeApi.class).createServers(session.endpoint("compute"), body);
        } catch (CloudException e) {
            if (e.kind() == Kind.BAD_REQUEST) {
                flavors.forget();
                networks.forget();
                groups.forget();
            }
            throw e;
        }
    }

    private String flavor(String wanted) {
        SortedSet<String> names = new TreeSet<>();
        String byName = null;
        for (Flavor flavor :
                session.nova().getFlavorApi(session.region()).listInDetail().concat()) {
            if (flavor.getId().equals(wanted)) {
                return wanted;
            }
            names.add(flavor.getName());
            byName = flavor.getName().equals(wanted) ? flavor.getId() : byName;
        }
        if (byName == null) {
            throw new CloudException(Kind.BAD_REQUEST, "there is no flavor '" + wanted + "', only " + some(names));
        }
        return byName;
    }

    private String network(String wanted) {
        JsonNode found =
                session.api(NetworkApi.class).networks(session.endpoint("network"), new Query().with("name", wanted));
        return only("network", wanted, found.path("networks"));
    }

    /** Nova has no filter by name, and gives all groups of a project at once. */
    private String group(String wanted) {
        JsonNode found = session.api(ComputeApi.class).serverGroups(session.endpoint("compute"));
        return only("server group", wanted, found.path("server_groups"));
    }

    private static String only(String kind, String wanted, JsonNode found) {
        List<String> ids = new ArrayList<>();
        for (JsonNode one : found) {
            if (one.path("name").asText().equals(wanted)) {
                ids.add(one.path("id").asText());
            }
        }
        if (ids.size() != 1) {
            throw new CloudException(
                    Kind.BAD_REQUEST,
                    ids.isEmpty()
                            ? "there is no " + kind + " '" + wanted + "'"
                            : "there are " + ids.size() + " " + kind + "s named '" + wanted + "': use the id of one");
        }
        return ids.get(0);
    }

    private static String some(SortedSet<String> names) {
        return names.stream().limit(10).toList() + (names.size() > 10 ? " and more" : "");
    }
}
