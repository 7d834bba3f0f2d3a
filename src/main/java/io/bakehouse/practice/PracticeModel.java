package io.bakehouse.practice;

import io.bakehouse.model.ServerSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The practice cloud: the part of Keystone, Nova, Glance, Cinder and Neutron that Bakehouse uses, in memory. Time is what the
 * given clock says, and things move on when somebody looks: no thread, no timer, no randomness. Safe for use by many
 * threads; one request at a time.
 */
public final class PracticeModel {
    private final InstantSource clock;
    private final PracticeTimes times;
    private final Agenda agenda = new Agenda();
    private final PracticeCalls calls = new PracticeCalls();
    private final PracticeFaults faults = new PracticeFaults();
    private final Quotas quotas = new Quotas();
    private final Images images = new Images();
    private final Servers servers = new Servers();
    private final Minted minted;
    private final Site site;
    private final Actions actions;
    private final ServerRequests serverRequests;
    private final ImageRequests imageRequests;
    private final Power power;
    private final Snapshots snapshots;
    private final Volumes volumes;

    /**
     * A cloud with flavors, a network and the public image {@code base}, and no server.
     *
     * @param seed what all ids follow from; two clouds of one seed give the same ids
     */
    public PracticeModel(InstantSource clock, PracticeTimes times, String seed) {
        this.clock = clock;
        this.times = times;
        minted = new Minted(seed);
        site = new Site(minted);
        actions = new Actions(minted);
        volumes = new Volumes(agenda, times);
        ServerVolumes ofServers = new ServerVolumes(minted, agenda, times, volumes, servers, quotas, faults);
        ServerOrder order = new ServerOrder(site, images, volumes);
        Boots boots = new Boots(agenda, times, servers, actions, faults, ofServers);
        serverRequests = new ServerRequests(minted, order, servers, quotas, boots);
        imageRequests = new ImageRequests(minted, images);
        power = new Power(agenda, times, servers, actions, faults);
        snapshots = new Snapshots(new SnapshotDocs(minted), ofServers, agenda, times, servers, images, actions, faults);
        addImage(site.project("admin"), "base", "public", Map.of("os_distro", "practice"));
    }

    /** A cloud with usual times and ids that are the same every time, for tests. */
    public static PracticeModel usual(InstantSource clock) {
        return new PracticeModel(clock, PracticeTimes.usual(), "practice");
    }

    /** A cloud with the two servers of the quick start, and ids that differ from those of any other run. */
    public static PracticeModel quickStart(InstantSource clock, PracticeTimes times) {
        PracticeModel model = new PracticeModel(clock, times, clock.instant().toString());
        model.addConvergedServer("node-01.example.org");
        model.addConvergedServer("web-02.example.org");
        return model;
    }

    /** What it takes to serve one request: counts it, lets it fail if it shall, lets due things happen first. */
    public synchronized <T> T call(PracticeProject project, String template, Function<Look, T> request) {
        Instant now = clock.instant();
        agenda.advance(now);
        long number = calls.count(template);
        Fault fault = faults.judge(new FaultRule.Call(template, project == null ? null : project.name(), number, now));
        switch (fault.kind()) {
            case DOWN -> throw new NoAnswer(false);
            case REFUSED -> throw new Refusal(fault.status(), "practice: answered so by a fault rule", fault.time());
            case TOKEN_EXPIRED -> throw new Refusal(401, "The request you have made requires authentication.");
            default -> {}
        }
        T answer = request.apply(Look.of(now, fault));
        if (fault.kind() == Fault.Kind.ANSWER_LOST) {
            throw new NoAnswer(true);
        }
        return answer;
    }

    /** Adds a server that has long been ACTIVE, booted from {@code base}, and returns its id. */
    public String addConvergedServer(String name) {
        return addConvergedServer(site.project("demo"), name, Map.of());
    }

    /** Adds a server of that project that has long been ACTIVE, booted from {@code base}, and returns its id. */
    public synchronized String addConvergedServer(PracticeProject project, String name, Map<String, String> metadata) {
        ServerSpec spec = new ServerSpec(
                name, baseImage(), "m1.nano", "auto", null, List.of("default"), null, null, metadata, List.of());
        return serverRequests.converged(project, spec, clock.instant()).id();
    }

    /** Adds an active image that nobody snapshotted, and returns its id. */
    public synchronized String addImage(
            PracticeProject owner, String name, String visibility, Map<String, String> properties) {
        Instant then = clock.instant().minusSeconds(86_400);
        String id = minted.uuid("image");
        String hash = minted.hex("hash");
        ImageDoc image = ImageDoc.born(id, owner.id(), then)
                .with(properties, then)
                .with(
                        Map.of(
                                "name",
                                name,
                                "visibility",
                                visibility,
                                "status",
                                "active",
                                "disk_format",
                                "qcow2",
                                "container_format",
                                "bare",
                                "size",
                                24_576,
                                "virtual_size",
                                1L << 30,
                                "checksum",
                                hash,
                                "min_disk",
                                1),
                        then)
                .with(Map.of("os_hash_algo", "sha512", "os_hash_value", hash.repeat(4), "stores", "local"), then);
        return images.add(image).id();
    }

    /** Id of the public image {@code base}. */
    public synchronized String baseImage() {
        return images.list(site.project("admin"), clock.instant()).stream()
                .filter(image -> "base".equals(image.text("name")))
                .reduce((latest, older) -> older)
                .map(ImageDoc::id)
                .orElseThrow(() -> new IllegalStateException("the image base was deleted"));
    }

    /** The same cloud as a member of {@code demo} sees it. */
    public PracticeCloud cloud() {
        return new PracticeCloud(this, site.project("demo"));
    }

    public InstantSource clock() {
        return clock;
    }

    public PracticeTimes times() {
        return times;
    }

    public PracticeCalls calls() {
        return calls;
    }

    public PracticeFaults faults() {
        return faults;
    }

    public Quotas quotas() {
        return quotas;
    }

    public Site site() {
        return site;
    }

    public Images images() {
        return images;
    }

    public Servers servers() {
        return servers;
    }

    public Actions actions() {
        return actions;
    }

    public ServerRequests serverRequests() {
        return serverRequests;
    }

    public ImageRequests imageRequests() {
        return imageRequests;
    }

    public Power power() {
        return power;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    public Volumes volumes() {
        return volumes;
    }
}
