package io.bakehouse.engine.local;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.program.ChildBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Ways to a broker of these tests. */
final class SharedBrokers {
    private SharedBrokers() {}

    /** Settings as they come from variables. */
    record Settings(Optional<String> url, Optional<String> user, Optional<String> password, Optional<Path> passwordFile)
            implements SharedBrokerSettings {
        static Settings of(String url, String password) {
            return new Settings(
                    Optional.of(url), Optional.of(ChildBroker.USER), Optional.of(password), Optional.empty());
        }
    }

    /** The broker there, for the bench's functions. */
    static SharedBroker at(String url) {
        return of(Settings.of(url, ChildBroker.PASSWORD), Bench.table());
    }

    static SharedBroker of(SharedBrokerSettings settings, FunctionTable table) {
        BrokerAddress address = BrokerAddress.of(settings).orElseThrow();
        return new SharedBroker(address.name(), address.factory(), table.queued(), Clock.systemUTC());
    }
}
