package io.bakehouse.tidy.sample;

import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shaped like a function, with every way of calling the cloud that the rules must see. */
public class SampleFunction {
    private final Cloud cloud;

    public SampleFunction(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Stands for the function's method. */
    public int run(String id, Collaborator.Act act) {
        Supplier<Integer> images = () -> cloud.images(ImageQuery.ours()).size();
        new Delete(List.of(id)).act(cloud);
        Collaborator.mark(cloud, id);
        act.act(cloud);
        // Another function is none of its business.
        Optional<OtherFunction> other = Optional.of(new OtherFunction(cloud));
        return cloud.server(id).map(server -> images.get()).orElse(other.get().run());
    }

    record Delete(List<String> ids) {
        void act(Cloud cloud) {
            ids.forEach(cloud::deleteImage);
        }
    }
}
