package io.bakehouse.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All senders, by the name in their path. */
public final class Senders {
    private final Map<String, Sender> byName = new TreeMap<>();

    public Senders(Collection<Sender> senders) {
        senders.forEach(sender -> byName.put(sender.name(), sender));
    }

    /** Every sender that Bakehouse knows. */
    public static Senders known() {
        return new Senders(List.of(
                new Ansible(),
                new Awx(),
                new Chef(),
                new CloudEvents("cloudevents"),
                new CloudEvents("knative"),
                new CloudInit(),
                new GitHub(),
                new GitLab(),
                new OpenStack(),
                new Puppet(),
                new RackspaceCloudFeeds(),
                new Salt(),
                new StandardWebhooks(),
                new TerraformCloud()));
    }

    public Optional<Sender> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
