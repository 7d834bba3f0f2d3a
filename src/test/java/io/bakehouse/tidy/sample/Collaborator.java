package io.bakehouse.tidy.sample;

import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import java.util.Map;

final class Collaborator {
    private Collaborator() {}

    static void mark(Cloud cloud, String id) {
        cloud.updateImage(id, ImageChange.mark(Map.of()));
    }

    static int room(Cloud cloud) {
        return cloud.limits().maxServers();
    }

    static void unused(Cloud cloud) {
        cloud.failureOf("s", "createImage");
    }

    interface Act {
        void act(Cloud cloud);
    }

    record Kill(String server) implements Act {
        @Override
        public void act(Cloud cloud) {
            cloud.deleteServer(server);
        }
    }
}
