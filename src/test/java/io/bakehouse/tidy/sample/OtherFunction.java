package io.bakehouse.tidy.sample;

import io.bakehouse.openstack.Cloud;

/** A second function beside the first. */
public class OtherFunction {
    private final Cloud cloud;

    public OtherFunction(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Stands for the function's method. */
    public int run() {
        return Collaborator.room(cloud);
    }
}
