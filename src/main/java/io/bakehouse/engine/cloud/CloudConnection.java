package io.bakehouse.engine.cloud;

/** The way to the chosen cloud, for programs that are started long before they are used, and frozen in between. */
public interface CloudConnection {
    /** Builds all that can be built without asking the cloud. */
    void prepare();

    /** Lets the token and all connections go; the next call makes new ones. */
    void drop();
}
