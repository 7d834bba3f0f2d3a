package io.bakehouse.practice;

import io.bakehouse.model.ServerSpec;
import java.util.Optional;

/** Checks what {@code POST /servers} asks for against what there is, in Nova's words. */
final class ServerOrder {
    private static final int GIB = 1 << 30;

    private final Site site;
    private final Images images;

    ServerOrder(Site site, Images images) {
        this.site = site;
        this.images = images;
    }

    Flavor flavor(ServerSpec spec) {
        return site.flavor(spec.flavor())
                .orElseThrow(() -> new Refusal(400, "Flavor " + spec.flavor() + " could not be found."));
    }

    ImageDoc image(PracticeProject project, ServerSpec spec, Flavor flavor) {
        ImageDoc image = images.find(spec.image())
                .filter(found -> found.isVisibleTo(project))
                .orElseThrow(() -> new Refusal(400, "Can not find requested image"));
        if (!"active".equals(image.status())) {
            throw new Refusal(400, "Image " + image.id() + " is not active.");
        }
        int needed = image.number("min_disk");
        if (needed > flavor.diskGb()) {
            throw new Refusal(
                    400,
                    "Flavor's disk is too small for requested image. Flavor disk is "
                            + (long) flavor.diskGb() * GIB + " bytes, minimum size is "
                            + (long) needed * GIB + " bytes.");
        }
        return image;
    }

    Optional<Network> network(PracticeProject project, ServerSpec spec) {
        String wanted = spec.network();
        if ("none".equals(wanted)) {
            return Optional.empty();
        }
        Optional<Network> network = site.networks(project).stream()
                .filter(found -> "auto".equals(wanted)
                        || found.id().equals(wanted)
                        || found.name().equals(wanted))
                .findFirst();
        if (network.isEmpty()) {
            throw new Refusal(400, "Network " + wanted + " could not be found.");
        }
        return network;
    }

    void extras(ServerSpec spec) {
        if (spec.key() != null && !site.keys().contains(spec.key())) {
            throw new Refusal(400, "Invalid key_name provided.");
        }
        if (spec.zone() != null && !site.zones().contains(spec.zone())) {
            throw new Refusal(400, "The requested availability zone is not available");
        }
        for (String group : spec.securityGroups()) {
            if (!site.securityGroups().contains(group)) {
                throw new Refusal(400, "Unable to find security_group with name or id '" + group + "'");
            }
        }
    }
}
