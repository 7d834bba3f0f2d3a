package io.bakehouse.engine.watch;

import io.bakehouse.openstack.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts and times every request that goes out to the cloud. */
@Singleton
class CloudMetrics implements CallListener {
    private final MeterRegistry metrics;

    CloudMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void called(Call call) {
        metrics.timer("bakehouse.cloud.calls", "call", call.line(), "status", String.valueOf(call.status()))
                .record(call.took());
    }
}
