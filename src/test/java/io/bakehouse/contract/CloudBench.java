package io.bakehouse.contract;

import io.bakehouse.openstack.Cloud;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A cloud for the contract to run on, with what is needed to use it.
 *
 * @param small the same cloud with lists of two objects per page
 * @param stranger the same cloud as another project sees it, empty when there is none
 * @param hasVolumes whether the cloud has a volume service
 */
public record CloudBench(
        Cloud cloud,
        Cloud small,
        Optional<Cloud> stranger,
        String flavor,
        String network,
        String baseImage,
        boolean hasVolumes,
        Ticker ticker,
        Faults faults) {

    /** Lets the cloud's time go on. */
    public interface Ticker {
        /** Returns after that long on the cloud's clock. */
        void advance(Duration length) throws InterruptedException;
    }

    /** Turns a fault into the metadata that causes it, or empty when the cloud cannot do it. */
    public interface Faults {
        Optional<Map<String, String>> metadata(CloudFault fault);
    }
}
