package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.cloud.CloudConnection;
import io.quarkus.runtime.StartupEvent;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

/** What happens before and after a snapshot is taken. */
class SnapshotTest {
    @Test
    void allIsBuiltFirstAndTheTokenIsDroppedBeforeTheSnapshot() {
        List<String> did = new ArrayList<>();
        Snapshot snapshot = new Snapshot(new CloudConnection() {
            @Override
            public void prepare() {
                did.add("prepare");
            }

            @Override
            public void drop() {
                did.add("drop");
            }
        });

        snapshot.prepare(new StartupEvent());
        snapshot.beforeCheckpoint(Core.getGlobalContext());
        snapshot.afterRestore(Core.getGlobalContext());

        assertThat(did).containsExactly("prepare", "drop");
    }
}
