package io.bakehouse.fuzz;

import io.bakehouse.access.Access;
import io.bakehouse.access.Rights;
import io.bakehouse.access.Secret;
import io.bakehouse.access.SenderAccess;
import io.bakehouse.access.proof.Scheme;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every way to prove who one is, with every kind of secret. None of them may throw, whatever comes: it is just no proof. */
final class ProofTargets implements Targets {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_396_200);
    private static final List<String> TOOLS = List.of(
            "ansible",
            "chef",
            "cloudevents",
            "discord",
            "github",
            "gitlab",
            "mattermost",
            "puppet",
            "slack",
            "standard-webhooks",
            "teams",
            "terraform-cloud");

    private final List<Secret> secrets = List.of(
            new Secret("plain"),
            new Secret("whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            new Secret("whpk_" + "fu0HMpdS011YtGFiginvOBOm1ChDa8GOLaT1F7FS0wY="),
            new Secret("7ed073297d35dd47b461e65282f0e6381a128436bc18e2da4f515b7f152d0306"),
            new Secret(pem()),
            new Secret("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"));

    @Override
    public Stream<Target> all() {
        List<Target> targets = new ArrayList<>();
        List<byte[]> seeds = Seeds.requests(TOOLS.stream());
        for (Scheme scheme : Schemes.all().values()) {
            targets.add(new Target("proof/" + scheme.name(), seeds, Set.of(), input -> proves(scheme, input)));
        }
        targets.add(new Target("access/admission", seeds, Set.of(), this::admits));
        targets.add(new Target("access/tickets", tickets(), Set.of(), ProofTargets::open));
        return targets.stream();
    }

    private static String pem() {
        return Seeds.resources("fixtures/chef").stream()
                .map(Target::text)
                .filter(text -> text.startsWith("-----BEGIN"))
                .findFirst()
                .orElseThrow();
    }

    private void proves(Scheme scheme, byte[] input) {
        RawRequest request = RawRequest.of(input);
        for (Secret secret : secrets) {
            scheme.proves(request.to("chef"), secret, NOW);
        }
    }

    /** With a general token and senders of their own; nobody gets in who shows nothing. */
    private void admits(byte[] input) {
        RawRequest request = RawRequest.of(input);
        SenderAccess chef =
                new SenderAccess("chef", Schemes.of("chef"), List.of(), Map.of("node", secrets.get(4)), Rights.ALL);
        Access access = new Access(Optional.of(new Secret("general")), Map.of("chef", chef), List.of(), List.of());
        for (String sender : TOOLS) {
            access.admit(sender, request.to(sender), NOW);
        }
        access.scripter(request.headers(), request.query());
    }

    private static List<byte[]> tickets() {
        Callback callback = new Callback(Optional.empty(), Optional.of("token"));
        return Target.texts(
                callback.ticket("web-1f2e3d4c5b6a", "builder"),
                new Sealed(Optional.of("token")).seal("https://hooks.example.org/x"));
    }

    private static void open(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        new Callback(Optional.empty(), Optional.of("token")).caller(text);
        new Sealed(Optional.of("token")).open(text);
    }
}
