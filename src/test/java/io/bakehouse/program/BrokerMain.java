package io.bakehouse.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * A broker in a process of its own, set up by the file that is its argument. It does what its standard input says (start on
 * a folder, stop, let one queue be full or shut, and not any more) and ends with it.
 */
final class BrokerMain {
    private static final String DATA = "bakehouse.broker.data";

    private final String file;
    private EmbeddedActiveMQ broker;

    private BrokerMain(String file) {
        this.file = file;
    }

    public static void main(String[] args) throws Exception {
        BrokerMain main = new BrokerMain(args[0]);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = in.readLine()) != null) {
                String[] words = line.split(" ", 2);
                main.obey(words[0], words.length > 1 ? words[1] : "");
                System.out.println("done");
            }
        }
        // Whoever started it is gone.
        Runtime.getRuntime().halt(0);
    }

    private void obey(String command, String what) throws Exception {
        switch (command) {
            case "start" -> start(what);
            case "stop" -> stop();
            case "full" -> settings().addMatch(what, full());
            case "free" -> settings().removeMatch(what);
            case "shut" -> broker.getActiveMQServer().getSecurityRepository().addMatch(what, Set.of());
            case "open" -> broker.getActiveMQServer().getSecurityRepository().removeMatch(what);
            default -> throw new IOException("unknown command " + command);
        }
    }

    private void start(String folder) throws Exception {
        stop();
        System.setProperty(DATA, folder);
        SecurityConfiguration people = new SecurityConfiguration();
        people.addUser(ChildBroker.USER, ChildBroker.PASSWORD);
        people.addRole(ChildBroker.USER, "amq");
        broker = new EmbeddedActiveMQ()
                .setConfigResourcePath(file)
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), people));
        broker.start();
        if (!broker.getActiveMQServer().isActive()) {
            throw new IOException("the broker did not start");
        }
    }

    private void stop() throws Exception {
        if (broker != null) {
            broker.stop();
            broker = null;
        }
    }

    private HierarchicalRepository<AddressSettings> settings() {
        return broker.getActiveMQServer().getAddressSettingsRepository();
    }

    /** One message more than none is too much. */
    private static AddressSettings full() {
        return new AddressSettings().setMaxSizeBytes(1).setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL);
    }
}
