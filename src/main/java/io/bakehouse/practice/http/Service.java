package io.bakehouse.practice.http;

import io.bakehouse.practice.Refusal;

/** The services of the practice cloud, each below its own path of one port, as DevStack does it. */
enum Service {
    IDENTITY("/identity", "/v3", "keystone") {
        @Override
        Answer refuse(Request request, Refusal refusal) {
            return Answer.json(
                    refusal.status(),
                    Json.object(
                            "error",
                            Json.object(
                                    "code", refusal.status(),
                                    "message", refusal.getMessage(),
                                    "title", Statuses.title(refusal.status()))));
        }
    },
    COMPUTE("/compute", "/v2.1", "nova") {
        @Override
        Answer refuse(Request request, Refusal refusal) {
            return NovaErrors.answer(refusal);
        }

        @Override
        String inTable(String path) {
            return "compute" + path.replace("/v2.1", "");
        }
    },
    IMAGE("/image", "", "glance") {
        @Override
        Answer refuse(Request request, Refusal refusal) {
            return GlanceErrors.answer(request, refusal);
        }
    },
    NETWORK("/network", "", "neutron") {
        @Override
        Answer refuse(Request request, Refusal refusal) {
            if (refusal.status() == 401) {
                return IDENTITY.refuse(request, refusal);
            }
            return Answer.json(
                    refusal.status(),
                    Json.object(
                            "NeutronError",
                            Json.object(
                                    "type",
                                    "HTTP" + Statuses.title(refusal.status()).replace(" ", ""),
                                    "message",
                                    refusal.getMessage(),
                                    "detail",
                                    "")));
        }
    },
    VOLUME("/volume", "/v3/%s", "cinder") {
        @Override
        Answer refuse(Request request, Refusal refusal) {
            return NovaErrors.answer(refusal);
        }

        @Override
        String inTable(String path) {
            return "volume" + path.replace(VOLUME_VERSION, "");
        }

        @Override
        String type() {
            return "volumev3";
        }
    },
    /** The switches of the practice cloud itself. */
    PRACTICE("/practice", "", "practice") {
        @Override
        Answer refuse(Request request, Refusal refusal) {
            return Answer.json(refusal.status(), Json.object("error", refusal.getMessage()));
        }
    };

    /** What stands before every path of Cinder's. */
    static final String VOLUME_VERSION = "/v3/{project}";

    private final String root;
    private final String version;
    private final String product;

    Service(String root, String version, String product) {
        this.root = root;
        this.version = version;
        this.product = product;
    }

    /** How this service says no. */
    abstract Answer refuse(Request request, Refusal refusal);

    String root() {
        return root;
    }

    /** The service as the catalog calls it. */
    String type() {
        return inTable("");
    }

    /** The path that the catalog names, with {@code %s} for the project's id. */
    String catalogPath() {
        return root + version;
    }

    String product() {
        return product;
    }

    /** The service as functions.yaml calls it, and the path below what the catalog names. */
    String inTable(String path) {
        return name().toLowerCase(java.util.Locale.ROOT) + path;
    }
}
