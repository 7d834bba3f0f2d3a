package io.bakehouse.practice.http;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The documents by which clients find out what a service speaks. No token is needed. */
final class VersionsFace {

    List<Route> routes() {
        return List.of(
                document(Service.IDENTITY, "", 300, VersionsFace::identities),
                document(Service.IDENTITY, "/", 300, VersionsFace::identities),
                document(Service.IDENTITY, "/v3", 200, VersionsFace::identity),
                document(Service.IDENTITY, "/v3/", 200, VersionsFace::identity),
                document(Service.COMPUTE, "", 200, VersionsFace::computes),
                document(Service.COMPUTE, "/", 200, VersionsFace::computes),
                document(Service.COMPUTE, "/v2.1", 200, VersionsFace::compute),
                document(Service.COMPUTE, "/v2.1/", 200, VersionsFace::compute),
                document(Service.IMAGE, "", 300, VersionsFace::images),
                document(Service.IMAGE, "/", 300, VersionsFace::images),
                document(Service.IMAGE, "/versions", 200, VersionsFace::images),
                document(Service.NETWORK, "", 200, VersionsFace::networks),
                document(Service.NETWORK, "/", 200, VersionsFace::networks));
    }

    private interface Document {
        Map<String, Object> at(String base);
    }

    private static Route document(Service service, String path, int status, Document document) {
        return Route.open(
                service,
                "GET",
                path,
                asked -> Answer.json(status, document.at(asked.request().base() + service.root())));
    }

    private static Map<String, Object> identity(String base) {
        return Json.object("version", keystone(base));
    }

    private static Map<String, Object> identities(String base) {
        return Json.object("versions", Json.object("values", List.of(keystone(base))));
    }

    private static Map<String, Object> keystone(String base) {
        return Json.object(
                "id", "v3.14",
                "status", "stable",
                "updated", "2020-04-07T00:00:00Z",
                "links", self(base + "/v3/"),
                "media-types",
                        List.of(Json.object(
                                "base", "application/json",
                                "type", "application/vnd.openstack.identity-v3+json")));
    }

    private static Map<String, Object> computes(String base) {
        return Json.object("versions", List.of(nova(base)));
    }

    private static Map<String, Object> compute(String base) {
        Map<String, Object> version = nova(base);
        version.put(
                "media-types",
                List.of(Json.object(
                        "base", "application/json",
                        "type", "application/vnd.openstack.compute+json;version=2.1")));
        return Json.object("version", version);
    }

    private static Map<String, Object> nova(String base) {
        return Json.object(
                "id", "v2.1",
                "status", "CURRENT",
                "version", "2.93",
                "min_version", "2.1",
                "updated", "2013-07-23T11:33:21Z",
                "links", self(base + "/v2.1/"));
    }

    private static Map<String, Object> images(String base) {
        return Json.object(
                "versions",
                IntStream.rangeClosed(0, 16)
                        .mapToObj(minor -> 16 - minor)
                        .map(minor -> Json.object(
                                "id",
                                "v2." + minor,
                                "status",
                                minor == 16 ? "CURRENT" : "SUPPORTED",
                                "links",
                                self(base + "/v2/")))
                        .toList());
    }

    private static Map<String, Object> networks(String base) {
        return Json.object(
                "versions", List.of(Json.object("id", "v2.0", "status", "CURRENT", "links", self(base + "/v2.0/"))));
    }

    private static List<Object> self(String url) {
        return List.of(Json.object("rel", "self", "href", url));
    }
}
