package io.bakehouse.access;

import io.bakehouse.access.proof.Scheme;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.platform.NearestName;
import io.bakehouse.platform.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes {@link Access} of the settings, and says what is wrong with them. */
final class AccessReader {
    private static final Set<String> ACTIONS = Set.of("*", "adopt", "build", "look");
    private static final String ACCOUNT = "(slack|mattermost|discord|teams):[^/\\s]*/\\S+";
    private static final int MOST_KEYS = 10_000;

    private AccessReader() {}

    static Access read(AccessSettings settings, SortedSet<String> senderNames) {
        Map<String, SenderAccess> senders = new TreeMap<>();
        settings.senders().forEach((name, sender) -> {
            known("bakehouse.senders", name, senderNames);
            senders.put(name, sender(name, sender));
        });
        List<Access.Account> people = settings.people().entrySet().stream()
                .map(entry -> person("bakehouse.people." + entry.getKey(), entry.getKey(), entry.getValue()))
                .toList();
        List<Access.Account> channels = settings.channels().entrySet().stream()
                .map(entry -> channel("bakehouse.channels." + entry.getKey(), entry.getKey(), entry.getValue()))
                .toList();
        Optional<Secret> token =
                settings.token().filter(text -> !text.isBlank()).map(Secret::new);
        return new Access(token, senders, people, channels);
    }

    private static SenderAccess sender(String name, AccessSettings.SenderSettings settings) {
        String owner = "bakehouse.senders." + name;
        settings.actions().forEach(action -> known(owner + ".actions", action, new TreeSet<>(ACTIONS)));
        List<Scheme> schemes = settings.scheme()
                .map(scheme -> {
                    known(owner + ".scheme", scheme, new TreeSet<>(Schemes.all().keySet()));
                    return List.of(Schemes.all().get(scheme));
                })
                .orElse(Schemes.of(name));
        return new SenderAccess(
                name,
                schemes,
                SecretReader.read(owner, settings),
                settings.clientKeys().map(folder -> keys(owner, folder)).orElse(Map.of()),
                new Rights(settings.actions(), settings.families()));
    }

    private static Access.Account person(String owner, String name, AccessSettings.PersonSettings settings) {
        List<String> accounts = settings.accounts().orElse(List.of());
        List<Secret> secrets = SecretReader.read(owner, settings);
        if (accounts.isEmpty() && secrets.isEmpty()) {
            throw StartFailure.of(owner + " names nobody: set accounts, or a secret for a script");
        }
        accounts.forEach(account -> checkAccount(owner + ".accounts", account));
        return new Access.Account(name, accounts, secrets, new Rights(settings.commands(), settings.families()));
    }

    private static Access.Account channel(String owner, String name, AccessSettings.ChannelSettings settings) {
        checkAccount(owner + ".id", settings.id());
        Rights rights = new Rights(settings.commands(), settings.families());
        return new Access.Account(name, List.of(settings.id()), List.of(), rights);
    }

    private static void checkAccount(String key, String text) {
        if (!text.matches(ACCOUNT)) {
            throw StartFailure.of(key + " is '" + text + "': it must be <product>:<team>/<id>, such as"
                    + " slack:T0001/U2147483697, with slack, mattermost, discord or teams");
        }
    }

    private static void known(String key, String name, Collection<String> names) {
        if (!names.contains(name)) {
            String near = NearestName.of(name, names)
                    .map(known -> "did you mean '" + known + "'?")
                    .orElse("there are " + names);
            throw StartFailure.of(key + ": nothing is called '" + name + "': " + near);
        }
    }

    private static Map<String, Secret> keys(String owner, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, Secret> keys = new HashMap<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".pem"))
                    .limit(MOST_KEYS)
                    .toList()) {
                String client = file.getFileName().toString().replaceFirst("\\.pem$", "");
                keys.put(client, new Secret(Files.readString(file)));
            }
            return keys;
        } catch (IOException e) {
            throw StartFailure.of(owner + ".client-keys cannot be read: " + folder);
        }
    }
}
