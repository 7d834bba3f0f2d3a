package io.bakehouse.practice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an operator set up before anybody came: projects, flavors, networks, key pairs. */
public final class Site {
    private final List<PracticeProject> projects;
    private final List<Flavor> flavors;
    private final List<Network> networks;
    private final List<ServerGroup> serverGroups = new CopyOnWriteArrayList<>();
    private final Minted minted;

    Site(Minted minted) {
        this.minted = minted;
        projects = List.of(project("demo", minted), project("other", minted), project("admin", minted));
        flavors = List.of(
                new Flavor(minted.uuid("flavor"), "m1.nano", 1, 64, 1),
                new Flavor(minted.uuid("flavor"), "m1.tiny", 1, 512, 1),
                new Flavor(minted.uuid("flavor"), "m1.small", 1, 2048, 20));
        networks = List.of(
                new Network(minted.uuid("network"), "demo-net", project("admin").id(), true));
    }

    private static PracticeProject project(String name, Minted minted) {
        return new PracticeProject(minted.hex("project"), name, minted.hex("user"), name);
    }

    /** The project of that name: {@code demo}, {@code other} or {@code admin}. */
    public PracticeProject project(String name) {
        return projects.stream()
                .filter(project -> project.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the practice cloud has no project " + name));
    }

    public List<PracticeProject> projects() {
        return projects;
    }

    public List<Flavor> flavors() {
        return flavors;
    }

    /** The flavor of that name or id. */
    public Optional<Flavor> flavor(String nameOrId) {
        return flavors.stream()
                .filter(flavor -> flavor.id().equals(nameOrId) || flavor.name().equals(nameOrId))
                .findFirst();
    }

    /** The networks that the project may use. */
    public List<Network> networks(PracticeProject project) {
        return networks.stream()
                .filter(network -> network.shared() || network.owner().equals(project.id()))
                .toList();
    }

    /** The server groups of the project. */
    public List<ServerGroup> serverGroups(PracticeProject project) {
        return serverGroups.stream()
                .filter(group -> group.project().equals(project))
                .toList();
    }

    /** Adds a server group whose servers are to be on different hosts, of which there are so many. */
    public ServerGroup addServerGroup(PracticeProject project, String name, int hosts) {
        ServerGroup group = new ServerGroup(minted.uuid("server group"), project, name, "anti-affinity", hosts);
        serverGroups.add(group);
        return group;
    }

    /** The names of the key pairs that every user has. */
    public Set<String> keys() {
        return Set.of("practice");
    }

    /** The security groups that every project has. */
    public Set<String> securityGroups() {
        return Set.of("default");
    }

    /** The availability zones. */
    public Set<String> zones() {
        return Set.of("nova", "north", "south");
    }
}
