package io.bakehouse.practice.http;

import io.bakehouse.model.Ids;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.practice.Flavor;
import io.bakehouse.practice.Power;
import io.bakehouse.practice.ServerBirth;
import io.bakehouse.practice.ServerState;
import java.util.List;
import java.util.Map;

/** A server as Nova writes it, by microversion. */
final class ServerJson {
    private ServerJson() {}

    static Map<String, Object> brief(String base, ServerState server) {
        return Json.object(
                "id", server.id(),
                "name", server.birth().name(),
                "links", links(base, "servers", server.id()));
    }

    static Map<String, Object> detail(String base, ServerState server, int microversion) {
        ServerBirth birth = server.birth();
        boolean launched = server.launchedAt() != null;
        Map<String, Object> json = Json.object(
                "id", server.id(),
                "name", birth.name(),
                "status", server.status().name(),
                "tenant_id", birth.project().id(),
                "user_id", birth.project().userId(),
                "metadata", server.metadata(),
                "hostId", launched ? hostId(birth.project().id()) : "",
                "image", image(base, birth),
                "flavor", microversion < 47 ? flavorLink(base, birth.flavor()) : flavor(birth.flavor()),
                "created", Json.time(birth.createdAt()),
                "updated", Json.time(server.updatedAt()),
                "addresses", addresses(server),
                "accessIPv4", "",
                "accessIPv6", "",
                "links", links(base, "servers", server.id()),
                "OS-DCF:diskConfig", "MANUAL");
        if (server.status() == ServerStatus.ERROR) {
            json.put(
                    "fault",
                    Json.object(
                            "code", 500,
                            "created", Json.time(server.updatedAt()),
                            "message", server.fault()));
        }
        if (server.status() == ServerStatus.ACTIVE || server.status() == ServerStatus.BUILD) {
            json.put("progress", 0);
        }
        extend(json, server, launched);
        json.put(
                "os-extended-volumes:volumes_attached",
                server.volumes().stream()
                        .map(volume -> attached(volume, microversion))
                        .toList());
        versions(json, birth, microversion);
        return json;
    }

    /** An empty text stands for a server that boots from a volume. */
    private static Object image(String base, ServerBirth birth) {
        return birth.imageRef().isEmpty()
                ? ""
                : Json.object("id", birth.imageRef(), "links", bookmark(base, "images", birth.imageRef()));
    }

    /** Nova's name for a host, which differs from project to project. */
    static String hostId(String project) {
        return Ids.digest("host", project).substring(0, 56);
    }

    private static void extend(Map<String, Object> json, ServerState server, boolean launched) {
        ServerBirth birth = server.birth();
        json.put("OS-EXT-AZ:availability_zone", launched ? server.zone() : "");
        json.put("config_drive", "");
        json.put("key_name", birth.spec().key());
        json.put("OS-SRV-USG:launched_at", Json.bareTime(server.launchedAt()));
        json.put("OS-SRV-USG:terminated_at", null);
        if (launched) {
            json.put("security_groups", List.of(Json.object("name", "default")));
        }
        json.put("OS-EXT-STS:task_state", server.taskState());
        json.put("OS-EXT-STS:vm_state", Power.vmState(server));
        json.put("OS-EXT-STS:power_state", power(server.status()));
    }

    /** All volumes that the practice cloud makes for a server go with it. */
    private static Map<String, Object> attached(String volume, int microversion) {
        Map<String, Object> json = Json.object("id", volume);
        putFrom(3, microversion, json, "delete_on_termination", true);
        return json;
    }

    private static int power(ServerStatus status) {
        return switch (status) {
            case ACTIVE -> 1;
            case SHUTOFF -> 4;
            default -> 0;
        };
    }

    private static void versions(Map<String, Object> json, ServerBirth birth, int microversion) {
        putFrom(9, microversion, json, "locked", false);
        putFrom(73, microversion, json, "locked_reason", null);
        putFrom(19, microversion, json, "description", null);
        putFrom(
                26,
                microversion,
                json,
                "tags",
                birth.spec().tags().stream().distinct().sorted().toList());
        putFrom(63, microversion, json, "trusted_image_certificates", null);
        putFrom(90, microversion, json, "OS-EXT-SRV-ATTR:hostname", birth.name().replaceAll("[^A-Za-z0-9-]", "-"));
    }

    private static void putFrom(int first, int microversion, Map<String, Object> json, String name, Object value) {
        if (microversion >= first) {
            json.put(name, value);
        }
    }

    private static Map<String, Object> addresses(ServerState server) {
        return server.isOnNetwork()
                ? Json.object(
                        server.birth().network().name(),
                        List.of(Json.object(
                                "version",
                                4,
                                "addr",
                                server.birth().address(),
                                "OS-EXT-IPS:type",
                                "fixed",
                                "OS-EXT-IPS-MAC:mac_addr",
                                mac(server.id()))))
                : Map.of();
    }

    private static String mac(String id) {
        return "fa:16:3e:" + id.substring(0, 2) + ":" + id.substring(2, 4) + ":" + id.substring(4, 6);
    }

    private static Map<String, Object> flavorLink(String base, Flavor flavor) {
        return Json.object("id", flavor.id(), "links", bookmark(base, "flavors", flavor.id()));
    }

    private static Map<String, Object> flavor(Flavor flavor) {
        return Json.object(
                "vcpus", flavor.vcpus(),
                "ram", flavor.ramMb(),
                "disk", flavor.diskGb(),
                "ephemeral", 0,
                "swap", 0,
                "original_name", flavor.name(),
                "extra_specs", Map.of());
    }

    static List<Object> links(String base, String collection, String id) {
        return List.of(
                Json.object("rel", "self", "href", base + "/compute/v2.1/" + collection + "/" + id),
                bookmark(base, collection, id).get(0));
    }

    private static List<Object> bookmark(String base, String collection, String id) {
        return List.of(Json.object("rel", "bookmark", "href", base + "/compute/" + collection + "/" + id));
    }
}
